package dev.pacer.installer.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.installer.universe.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoriesTest {
  private static final String WEB =
      """
      {"packagingVersion":"3.0","name":"%s","version":"%s","maintainer":"a@b.example",
       "description":"A %s","tags":["www"]%s}\
      """;

  @TempDir private Path folder;

  private Repositories repositories() {
    return Repositories.in(
        folder.resolve("cache"),
        repository -> {
          throw new AssertionError("asked " + repository);
        },
        () -> Instant.parse("2026-01-02T03:04:05Z"));
  }

  private Repositories.Opened open(Repository... all) {
    return repositories().open(List.of(all), Repositories.Asking.WHEN_OLD);
  }

  private void revision(String path, String name, String version, String more) throws IOException {
    Path at = Files.createDirectories(folder.resolve(path));
    Files.writeString(at.resolve("package.json"), WEB.formatted(name, version, name, more));
  }

  private Repository at(String path) {
    return new Repository(path, folder.resolve(path).toString());
  }

  @Test
  void aRepositoryFileIsReadOnceAndThenKept() throws IOException {
    Files.write(folder.resolve("sample.json.gz"), Sample.repository());
    Repositories.Opened first = open(at("sample.json.gz"));
    assertThat(first.failures()).isEmpty();
    assertThat(first.catalog().copies().get(0).changed()).isTrue();
    Repositories.Opened second = open(at("sample.json.gz"));
    assertThat(second.catalog().copies().get(0).changed()).isFalse();
    Catalog.Found newest = second.catalog().newest("jenkins").orElseThrow();
    assertThat(newest.entry().release()).isEqualTo(200);
    assertThat(second.catalog().read(newest)).isEqualTo(Sample.packages().get("jenkins/200"));
  }

  @Test
  void aCheckoutIsReadWhateverItsFoldersAreCalledAndChangesAreSeen() throws IOException {
    revision("tree/repo/packages/W/web/0", "web", "1", "");
    revision("tree/.git/repo/packages/W/web/7", "web", "hidden", "");
    assertThat(open(at("tree")).catalog().revisions("web")).hasSize(1);
    revision("tree/repo/packages/W/web/10", "web", "2", "");
    Repositories.Opened again = open(at("tree"));
    assertThat(again.catalog().newest("web").orElseThrow().entry().version()).isEqualTo("2");
  }

  @Test
  void aBrokenPackageIsSkippedByThePathOfItsFile() throws IOException {
    revision("tree/web/0", "web", "1", "");
    Path bad = Files.createDirectories(folder.resolve("tree/bad/3"));
    Files.writeString(bad.resolve("package.json"), "{\"name\": }");
    Repositories.Opened opened = open(at("tree"));
    assertThat(opened.catalog().names()).containsExactly("web");
    assertThat(opened.catalog().copies().get(0).warnings())
        .singleElement()
        .asString()
        .contains("bad/3/package.json: ")
        .contains("line 1");
  }

  private Repository zip(String name, Map<String, String> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return at(name);
  }

  @Test
  void aZipIsReadAndOneThatLeadsOutOfItselfIsRefused() throws IOException {
    String web = WEB.formatted("web", "1", "web", "");
    Repository good = zip("good.zip", Map.of("universe/repo/packages/W/web/4/package.json", web));
    Repository evil = zip("evil.zip", Map.of("../web/4/package.json", web));
    Repositories.Opened opened = open(evil, good);
    assertThat(opened.catalog().newest("web").orElseThrow().entry().release()).isEqualTo(4);
    assertThat(opened.failures())
        .singleElement()
        .asString()
        .contains("evil.zip: holds the entry ../web/4/package.json, which leads out of it");
  }

  @Test
  void theFirstRepositoryThatHasANameDecidesWhatIsNewest() throws IOException {
    revision("a/web/1", "web", "1.0", "");
    revision("b/web/9", "web", "9.0", "");
    revision("b/db/0", "db", "5", "");
    Catalog catalog = open(at("a"), at("b")).catalog();
    assertThat(catalog.newest("web").orElseThrow().entry().version()).isEqualTo("1.0");
    assertThat(catalog.find("web", "9.0")).isPresent();
    assertThat(catalog.newest("db")).isPresent();
    assertThat(catalog.search("WWW")).hasSize(2);
    assertThat(catalog.search("d*")).extracting(f -> f.entry().name()).containsExactly("db");
    assertThat(catalog.search("B")).extracting(f -> f.entry().name()).contains("web", "db");
  }

  @Test
  void ofOneVersionPublishedTwiceTheLaterReleaseCountsAndWithdrawnOnesAreHidden()
      throws IOException {
    revision("a/web/1", "web", "1.0", "");
    revision("a/web/2", "web", "1.0", "");
    revision("a/web/3", "web", "2.0", ",\"minDcosReleaseVersion\":\"9999\"");
    Catalog catalog = open(at("a")).catalog();
    assertThat(catalog.find("web", "1.0").orElseThrow().entry().release()).isEqualTo(2);
    assertThat(catalog.newest("web").orElseThrow().entry().release()).isEqualTo(2);
    assertThat(catalog.find("web", "2.0")).isPresent();
  }

  @Test
  void ourOwnPackagesAreBuiltIn() {
    Repositories.Opened opened = open(Repository.BUILT_IN);
    assertThat(opened.failures()).isEmpty();
    assertThat(opened.catalog().names()).contains("cassandra", "jenkins");
    assertThat(opened.catalog().copies().get(0).warnings()).isEmpty();
  }

  @Test
  void whatIsNotThereIsToldAndTheOthersGoOn() throws IOException {
    revision("a/web/1", "web", "1.0", "");
    Files.createDirectories(folder.resolve("empty"));
    Repositories.Opened opened = open(at("nowhere"), at("empty"), at("a"));
    assertThat(opened.failures())
        .hasSize(2)
        .anyMatch(failure -> failure.contains("nowhere: does not exist"))
        .anyMatch(failure -> failure.contains("empty: has no package"));
    assertThat(opened.catalog().newest("web")).isPresent();
  }

  @Test
  void aRemoteRepositoryWithoutACopyIsNotAskedOffline() {
    Repositories.Opened opened =
        repositories()
            .open(
                List.of(new Repository("far", "https://repo.example/repo.json")),
                Repositories.Asking.OFFLINE);
    assertThat(opened.failures()).singleElement().asString().contains("without --offline");
  }

  @Test
  void aCacheThatIsDamagedIsMadeAnew() throws IOException {
    revision("a/web/1", "web", "1.0", "");
    open(at("a"));
    try (var files = Files.walk(folder.resolve("cache"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, "{\"format\":");
      }
    }
    assertThat(open(at("a")).catalog().newest("web")).isPresent();
  }
}
