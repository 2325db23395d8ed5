package dev.pacer.installer.installation;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.MarathonApps;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.installer.labels.InstalledJson;
import dev.pacer.installer.labels.LabelsReader;
import dev.pacer.installer.labels.PackageLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds what is installed: the labels on the cluster's apps are the only record. */
public final class Installations {
  private final MarathonClient marathon;

  public Installations(MarathonClient marathon) {
    this.marathon = marathon;
  }

  /** All of them, by id. */
  public List<Installation> list() {
    Map<String, List<App>> byId = new TreeMap<>();
    for (App app : marathon.apps().list(MarathonApps.Detail.FAILURES)) {
      if (LabelsReader.read(app.spec().labels()).isPresent()) {
        String id = app.spec().labels().getOrDefault(PackageLabel.GROUP, app.id().path());
        byId.computeIfAbsent(id, any -> new ArrayList<>()).add(app);
      }
    }
    List<Installation> all = new ArrayList<>();
    byId.forEach((id, apps) -> all.add(installation(id, apps)));
    return all;
  }

  private static Installation installation(String id, List<App> apps) {
    Map<String, String> labels = new LinkedHashMap<>();
    boolean group = false;
    for (App app : apps) {
      app.spec().labels().forEach(labels::putIfAbsent);
      group |= app.spec().labels().containsKey(PackageLabel.GROUP);
    }
    InstalledJson contents = LabelsReader.read(labels).orElseThrow();
    return new Installation(id, group, apps, contents);
  }

  /** Those of that id, or else of that package. */
  public List<Installation> find(String idOrPackage) {
    List<Installation> all = list();
    String id = idOrPackage.startsWith("/") ? idOrPackage : "/" + idOrPackage;
    List<Installation> exact = all.stream().filter(one -> one.id().equals(id)).toList();
    return exact.isEmpty()
        ? all.stream().filter(one -> one.contents().name().equals(idOrPackage)).toList()
        : exact;
  }
}
