package dev.pacer.installer.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryReaderTest {
  private static final String GOOD =
      """
      {"packagingVersion":"3.0","name":"%s","version":"1","maintainer":"a@b.example",\
      "description":"d","tags":[],"releaseVersion":%d}\
      """;

  private final List<String> found = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  private void read(byte[] bytes) throws IOException {
    read(new ByteArrayInputStream(bytes));
  }

  private void read(InputStream in) throws IOException {
    RepositoryReader.read(
        "repo.json", in, r -> found.add(r.name() + "/" + r.releaseVersion()), skipped::add);
  }

  private void read(String text) throws IOException {
    read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void plainAndGzipAreTheSame() throws IOException {
    read(Sample.repository());
    List<String> packed = List.copyOf(found);
    found.clear();
    read(new GZIPInputStream(new ByteArrayInputStream(Sample.repository())).readAllBytes());
    assertThat(found).isEqualTo(packed).hasSize(97);
  }

  @Test
  void aBadEntryIsSkippedByNameAndTheRestIsRead() throws IOException {
    read(
        "{\"packages\":[%s,{\"name\":\"old\",\"packagingVersion\":\"1.0\"},7,%s]}"
            .formatted(GOOD.formatted("first", 0), GOOD.formatted("last", 1)));
    assertThat(found).containsExactly("first/0", "last/1");
    assertThat(skipped).hasSize(2);
    assertThat(skipped.get(0)).startsWith("repo.json: packages[1] old: ").contains("\"1.0\"");
    assertThat(skipped.get(1)).isEqualTo("repo.json: packages[2] an entry: is no object");
  }

  @Test
  void ofTheSameReleaseTwiceTheFirstCounts() throws IOException {
    read("{\"packages\":[%s,%s]}".formatted(GOOD.formatted("one", 3), GOOD.formatted("one", 3)));
    assertThat(found).containsExactly("one/3");
    assertThat(skipped).singleElement().asString().contains("one (release 3): is there twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><body>Sign in</body></html> | is a web page or XML, not a repository.",
        "'' | is empty.",
        "[] | is JSON, but no object.",
        "{} | has no \"packages\".",
        "{\"packages\":{}} | \"packages\" is no list.",
        "{\"packages\":[]} x | is not JSON after its beginning",
        "{\"packages\":[}  | is not JSON after its beginning",
        "{\"packages\":[{\"name\": | breaks off after its beginning. Fetch it again.",
      })
  void whatIsNoRepositoryIsRefusedInOneLineThatNamesIt(String text, String complaint) {
    assertThatThrownBy(() -> read(text == null ? "" : text))
        .isInstanceOf(BadRepositoryException.class)
        .hasMessageStartingWith("repo.json: ")
        .hasMessageContaining(complaint)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aFileThatBreaksOffSaysHowFarItCame() throws IOException {
    byte[] whole =
        new GZIPInputStream(new ByteArrayInputStream(Sample.repository())).readAllBytes();
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(BadRepositoryException.class)
        .hasMessageMatching("repo.json: breaks off after \\d+ packages .*");
    byte[] packed = Sample.repository();
    assertThatThrownBy(() -> read(Arrays.copyOf(packed, packed.length / 2)))
        .isInstanceOf(BadRepositoryException.class)
        .hasMessageContaining("breaks off");
  }

  @Test
  void aSmallFileThatUnpacksToTooMuchIsRefused() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      out.write("{\"packages\":[".getBytes(StandardCharsets.UTF_8));
      byte[] blanks = new byte[1 << 20];
      Arrays.fill(blanks, (byte) ' ');
      for (int i = 0; i < 130; i++) {
        out.write(blanks);
      }
      out.write("]}".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> read(bomb.toByteArray()))
        .isInstanceOf(BadRepositoryException.class)
        .hasMessageContaining("longer than 128 MiB");
  }

  @Test
  void twoHundredMegabytesAreRefusedWithoutBeingHeld() {
    InputStream head =
        new ByteArrayInputStream("{\"packages\":[{\"x\":\"".getBytes(StandardCharsets.UTF_8));
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) 'x');
    List<InputStream> parts = new ArrayList<>(List.of(head));
    for (int i = 0; i < 200; i++) {
      parts.add(new ByteArrayInputStream(megabyte));
    }
    InputStream endless = new SequenceInputStream(Collections.enumeration(parts));
    assertThatThrownBy(() -> read(endless))
        .isInstanceOf(BadRepositoryException.class)
        .hasMessageStartingWith("repo.json: ");
  }
}
