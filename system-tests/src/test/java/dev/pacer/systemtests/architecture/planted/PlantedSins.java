package dev.pacer.systemtests.architecture.planted;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pacer.systemtests.architecture.planted.decision.PlantedDecision;
import java.time.Instant;
import org.apache.curator.framework.CuratorFramework;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.apache.zookeeper.ZooKeeper;
import picocli.CommandLine;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/** Breaks the rules on purpose, so that the tests see them caught. Never run. */
public class PlantedSins {

  HttpClient client;
  HttpHost host;
  CuratorFramework curator;
  AutoScalingClient aws;
  CommandLine commandLine;
  ObjectMapper json;
  ZooKeeper zookeeper;
  PlantedDecision decision;

  Instant now() {
    return Instant.now();
  }

  void end() {
    System.exit(1);
  }

  static class PlantedHelper {}
}
