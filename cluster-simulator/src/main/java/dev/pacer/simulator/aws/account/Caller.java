package dev.pacer.simulator.aws.account;

/**
 * Who makes a call.
 *
 * @param accessKey the access key id it is signed with
 * @param arn as {@code GetCallerIdentity} tells it
 * @param userId {@code AIDA…}, or {@code AROA…:SESSION} for an assumed role
 */
public record Caller(String accessKey, String arn, String userId) {}
