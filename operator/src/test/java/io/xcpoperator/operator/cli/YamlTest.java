package io.xcpoperator.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
    private static final KubernetesSerialization READER = new KubernetesSerialization();

    private static Object readBack(Map<?, ?> document) {
        return READER.unmarshal(Yaml.of(document), Map.class);
    }

    @Test
    void writesAsAPersonWould() {
        Map<String, Object> disk = new LinkedHashMap<>();
        disk.put("name", "root");
        disk.put("size", "40Gi");
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("cpu", Map.of("count", 2));
        spec.put("disks", List.of(disk, Map.of("name", "data")));
        spec.put("tags", List.of("prod"));
        spec.put("cdrom", Map.of());
        spec.put("autoPowerOn", true);
        assertThat(Yaml.of(Map.of("spec", spec))).isEqualTo("""
                spec:
                  cpu:
                    count: 2
                  disks:
                  - name: root
                    size: 40Gi
                  - name: data
                  tags:
                  - prod
                  cdrom: {}
                  autoPowerOn: true
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a ",
                " a",
                "yes",
                "No",
                "on",
                "y",
                "true",
                "null",
                "~",
                "1",
                "1.5",
                "1e3",
                "0x1f",
                "017",
                "1_000",
                "12:30:45",
                "2026-11-02",
                ".5",
                "-",
                "- a",
                "-1",
                "a: b",
                "a:",
                "# a",
                "a # b",
                "a#b",
                "'a'",
                "\"a\"",
                "\\",
                "{a}",
                "[a]",
                "*a",
                "&a",
                "!a",
                "|",
                ">",
                "%a",
                "@a",
                "`a`",
                "a, b",
                "?",
                "=",
                "<<",
                "a\nb",
                "a\tb",
                "日本",
                "\u0007",
                "\u0085",
                "\u2028",
                "\ufeff",
                "192.0.2.7",
                "02:16:3e:00:00:01",
                "10Gi",
                "1.",
                ".inf",
                ".NaN",
                "Installed from Debian Bookworm 12",
                "a/b.c_d@e",
                "0d4f77a2-6a0e-4c61-9a4e-6f1d4c8f2b11",
                "1234e567",
                "---",
                "..."
            })
    void whateverAPersonNamedAVmIsReadBackAsItWas(String text) {
        Map<String, Object> document = Map.of("a", text, "b", List.of(text, Map.of("c", text)));
        assertThat(readBack(document)).isEqualTo(document);
    }

    @Test
    void randomTextsAreReadBackAsTheyWere() {
        long seed = Long.getLong("xcp.seed", 7);
        Random random = new Random(seed);
        String alphabet = "aZ09 -_.:#{}[],&*!|>'\"%@`?=~\\/\n\tyntrueo+e\u00e9\ud83d\ude00";
        for (int n = 0; n < 5_000; n++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(12), 0, alphabet.codePointCount(0, alphabet.length()))
                    .forEach(at -> text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at))));
            Map<String, Object> document = new TreeMap<>(Map.of("text", text.toString()));
            assertThat(readBack(document)).as("seed %d", seed).isEqualTo(document);
        }
    }
}
