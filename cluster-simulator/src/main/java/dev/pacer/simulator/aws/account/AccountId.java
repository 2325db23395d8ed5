package dev.pacer.simulator.aws.account;

/** The account and the region that everything is in. */
public record AccountId(String number, String region) {
  public AccountId {
    if (!number.matches("\\d{12}")) {
      throw new IllegalArgumentException("an AWS account has 12 digits, was " + number);
    }
    if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
      throw new IllegalArgumentException("not a region such as us-east-1: " + region);
    }
  }

  /** Such as {@code arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1}. */
  public String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, region, number, resource);
  }
}
