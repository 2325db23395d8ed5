package dev.pacer.rehearsal.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Reads a served cluster with nothing but the JDK's HTTP client and parsers: shares no code with
 * the clients that the tools use, so that a misreading of theirs shows.
 */
public final class ClusterReader {

  /** A member of an Auto Scaling group, as DescribeAutoScalingGroups shows it. */
  public record Member(String instanceId, String zone, String lifecycleState) {}

  /** An Auto Scaling group. */
  public record Group(int min, int desired, int max, List<Member> members) {
    public Group {
      members = List.copyOf(members);
    }

    long inService() {
      return members.stream().filter(m -> m.lifecycleState().equals("InService")).count();
    }
  }

  /** One scaling activity; the newest comes first. */
  public record Activity(String status, String description, String cause) {}

  /** A registered agent, as {@code /slaves} shows it. */
  public record Agent(String id, String hostname, boolean active, boolean deactivated) {}

  /** An app's counts, as {@code /v2/apps/ID} shows them. */
  public record AppCounts(int instances, int running) {}

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String marathon;
  private final String mesos;
  private final String aws;

  public ClusterReader(String marathon, String mesos, String aws) {
    this.marathon = marathon;
    this.mesos = mesos;
    this.aws = aws;
  }

  public List<Agent> agents() {
    List<Agent> agents = new ArrayList<>();
    for (JsonNode slave : json(get(mesos + "/slaves")).path("slaves")) {
      agents.add(
          new Agent(
              slave.path("id").asText(),
              slave.path("hostname").asText(),
              slave.path("active").asBoolean(),
              slave.path("deactivated").asBoolean()));
    }
    return agents;
  }

  /** Empty when there is no such app. */
  public Optional<AppCounts> app(String id) {
    HttpResponse<String> answer = send(request(marathon + "/v2/apps/" + id).GET());
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    JsonNode app = json(require(answer)).path("app");
    return Optional.of(
        new AppCounts(app.path("instances").asInt(), app.path("tasksRunning").asInt()));
  }

  /** How many instances of the app wait in the launch queue. */
  public int waiting(String id) {
    for (JsonNode item : json(get(marathon + "/v2/queue")).path("queue")) {
      if (item.path("app").path("id").asText().equals(id)) {
        return item.path("count").asInt();
      }
    }
    return 0;
  }

  public void postApp(String definition) {
    require(
        send(
            request(marathon + "/v2/apps")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(definition))));
  }

  public void deleteApp(String id) {
    require(send(request(marathon + "/v2/apps/" + id).DELETE()));
  }

  public Group group(String name) {
    Document xml = aws("DescribeAutoScalingGroups", "&AutoScalingGroupNames.member.1=" + name);
    Element group = first(xml, "AutoScalingGroups");
    List<Member> members = new ArrayList<>();
    for (Element member : members(first(xml, "Instances"))) {
      members.add(
          new Member(
              text(member, "InstanceId"),
              text(member, "AvailabilityZone"),
              text(member, "LifecycleState")));
    }
    return new Group(
        Integer.parseInt(text(group, "MinSize")),
        Integer.parseInt(text(group, "DesiredCapacity")),
        Integer.parseInt(text(group, "MaxSize")),
        members);
  }

  /** The group's activities, newest first. */
  public List<Activity> activities(String group) {
    Document xml = aws("DescribeScalingActivities", "&AutoScalingGroupName=" + group);
    List<Activity> activities = new ArrayList<>();
    for (Element activity : members(first(xml, "Activities"))) {
      activities.add(
          new Activity(
              text(activity, "StatusCode"),
              text(activity, "Description"),
              text(activity, "Cause")));
    }
    return activities;
  }

  /** The private DNS name of an instance, or an empty text where EC2 no longer knows one. */
  public String privateDnsName(String instanceId) {
    Document xml =
        query("ec2", "Action=DescribeInstances&Version=2016-11-15&InstanceId.1=" + instanceId);
    NodeList names = xml.getElementsByTagName("privateDnsName");
    return names.getLength() == 0 ? "" : names.item(0).getTextContent();
  }

  /** Whether the service at this URL answers with 200. */
  public boolean answers(String url) {
    try {
      return send(request(url).GET()).statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private Document aws(String action, String parameters) {
    return query("autoscaling", "Action=" + action + "&Version=2011-01-01" + parameters);
  }

  private Document query(String service, String form) {
    String body =
        require(
            send(
                request(aws + "/")
                    .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                    .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAFAKEDEMO/20260101/us-east-1/"
                            + service
                            + "/aws4_request, SignedHeaders=host, Signature=fake")
                    .POST(HttpRequest.BodyPublishers.ofString(form))));
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("no XML came back: " + body, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Element first(Document xml, String name) {
    NodeList found = xml.getElementsByTagName(name);
    if (found.getLength() == 0) {
      throw new IllegalStateException("no <" + name + "> in the answer");
    }
    return (Element) found.item(0);
  }

  private static List<Element> members(Element list) {
    List<Element> members = new ArrayList<>();
    for (Node child = list.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && element.getTagName().equals("member")) {
        members.add(element);
      }
    }
    return members;
  }

  private static String text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
  }

  private String get(String url) {
    return require(send(request(url).GET()));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String require(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s %s answered %d: %s"
              .formatted(
                  answer.request().method(),
                  answer.request().uri(),
                  answer.statusCode(),
                  answer.body()));
    }
    return answer.body();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
