package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;

/** Reads groups (marathon.md 4.5). */
final class GroupReader {

  private GroupReader() {}

  static Group group(JsonObject json) {
    return Json.convert(
        json,
        j ->
            new Group(
                new GroupId(j.requireText("id")),
                SpecReader.version(j, "version"),
                j.objects("apps", AppReader::spec),
                j.objects("pods", PodReader::spec),
                j.objects("groups", GroupReader::group),
                j.texts("dependencies"),
                j.findBoolean("enforceRole")));
  }
}
