package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.Timeline;
import dev.pacer.simulator.kernel.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One Auto Scaling group: its properties, its members, its activities; what it does is elsewhere.
 */
public final class Group {

  private static final Duration ACTIVITIES_KEPT = Duration.ofDays(42);
  private static final Duration DEPARTED_KEPT = Duration.ofHours(1);

  private static final int MOST_EXPLANATIONS = 5;

  private record Departed(Member member, Instant at) {}

  private final String name;
  private final String arn;
  private final Instant createdAt;
  private final Timeline<GroupProperties> properties;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Deque<Departed> departed = new ArrayDeque<>();
  private final Deque<Activity> activities = new ArrayDeque<>();
  private final Timeline<List<LifecycleHook>> hooks;
  private final List<String> unexplained = new ArrayList<>();
  private @Nullable Scheduled evaluation;
  private Duration retryPause = Duration.ZERO;
  private boolean saidAllProtected;

  Group(String name, String arn, Instant createdAt, GroupProperties first) {
    this.name = name;
    this.arn = arn;
    this.createdAt = createdAt;
    this.properties = new Timeline<>(createdAt, first);
    this.hooks = new Timeline<>(createdAt, List.of());
  }

  public String name() {
    return name;
  }

  public String arn() {
    return arn;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public GroupProperties now() {
    return properties.current();
  }

  /** What it said of itself at that moment; empty when it did not exist. */
  public Optional<GroupProperties> at(Instant moment) {
    return properties.at(moment);
  }

  void change(Instant now, UnaryOperator<GroupProperties> change) {
    properties.set(now, change.apply(now()));
  }

  /** Its lifecycle hooks, in the order in which they were put. */
  public List<LifecycleHook> hooks() {
    return hooks.current();
  }

  /** The hooks that it had at that moment. */
  public List<LifecycleHook> hooksAt(Instant moment) {
    return hooks.at(moment).orElse(List.of());
  }

  void hooks(Instant now, List<LifecycleHook> next) {
    hooks.set(now, List.copyOf(next));
  }

  /** Members that have not left, oldest first. */
  public Collection<Member> members() {
    return Collections.unmodifiableCollection(members.values());
  }

  public Optional<Member> findMember(String id) {
    return Optional.ofNullable(members.get(id));
  }

  /** The members as a read at that moment would have listed them. */
  public List<Member.View> membersAt(Instant moment) {
    List<Member.View> views = new ArrayList<>();
    for (Departed gone : departed) {
      if (gone.at().isAfter(moment)) {
        gone.member().at(moment).ifPresent(views::add);
      }
    }
    for (Member member : members.values()) {
      member.at(moment).ifPresent(views::add);
    }
    return views;
  }

  void add(Member member) {
    members.put(member.id(), member);
  }

  void remove(Member member, Instant now) {
    members.remove(member.id());
    Instant horizon = now.minus(DEPARTED_KEPT);
    while (!departed.isEmpty() && departed.getFirst().at().isBefore(horizon)) {
      departed.removeFirst();
    }
    departed.addLast(new Departed(member, now));
  }

  /** Capacity units that it has or is getting. */
  public int countedUnits() {
    int units = 0;
    for (Member member : members.values()) {
      if (member.state().counts()) {
        units += member.now().units();
      }
    }
    return units;
  }

  /** Activities, newest first. */
  public Collection<Activity> activities() {
    return Collections.unmodifiableCollection(activities);
  }

  void add(Activity activity, Instant now) {
    activities.addFirst(activity);
    Instant horizon = now.minus(ACTIVITIES_KEPT);
    while (activities.size() > 1
        && activities.getLast().now().progress().start().isBefore(horizon)) {
      activities.removeLast();
    }
  }

  /** The newest activity that is not finished. */
  Optional<Activity> activityInProgress() {
    for (Activity activity : activities) {
      if (!activity.finished()) {
        return Optional.of(activity);
      }
    }
    return Optional.empty();
  }

  /** Keeps a sentence for the activities that follow from a request. */
  void explain(String sentence) {
    if (unexplained.size() == MOST_EXPLANATIONS) {
      unexplained.remove(0);
    }
    unexplained.add(sentence);
    saidAllProtected = false;
  }

  /** The sentences kept since the last time, which are then forgotten. */
  List<String> takeExplanations() {
    List<String> sentences = List.copyOf(unexplained);
    unexplained.clear();
    return sentences;
  }

  Optional<Scheduled> evaluation() {
    return Optional.ofNullable(evaluation);
  }

  void evaluation(@Nullable Scheduled next) {
    evaluation = next;
  }

  /** The pause after the last failed launch; zero after one that succeeded. */
  Duration retryPause() {
    return retryPause;
  }

  void retryPause(Duration pause) {
    retryPause = pause;
  }

  /** True once until the next request: whether to say that all are protected. */
  boolean firstAllProtected() {
    boolean first = !saidAllProtected;
    saidAllProtected = true;
    return first;
  }
}
