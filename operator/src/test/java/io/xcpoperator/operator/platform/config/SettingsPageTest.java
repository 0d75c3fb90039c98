package io.xcpoperator.operator.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.xcpoperator.operator.testing.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/settings.md}: how the operator is set up, on its command line and by the chart. */
class SettingsPageTest {
    private static final Path CHART = Path.of("..", "helm", "xcp-operator");
    /** {@code - {name: XCP_X, value: {{ … .Values.x.y … }}}} */
    private static final Pattern VARIABLE = Pattern.compile("\\{name: (XCP_\\w+), (.*)}");

    private static final Pattern VALUE = Pattern.compile("\\.Values\\.([\\w.]+)");

    /** What the chart gives the operator: by variable, the value of the chart, or empty where the chart decides itself. */
    private static Map<String, String> fromTheChart() throws IOException {
        var all = new TreeMap<String, String>();
        for (String line : Files.readAllLines(CHART.resolve("templates/deployment.yaml"))) {
            var variable = VARIABLE.matcher(line);
            if (variable.find()) {
                var value = VALUE.matcher(variable.group(2));
                all.put(variable.group(1), value.find() ? value.group(1) : "");
            }
        }
        return all;
    }

    private static Object chartDefault(String path) throws IOException {
        Object at = new KubernetesSerialization().unmarshal(Files.readString(CHART.resolve("values.yaml")), Map.class);
        for (String name : path.split("\\.")) {
            at = ((Map<?, ?>) at).get(name);
        }
        return at == null ? "" : at;
    }

    private static String shown(Object value) {
        return value.equals("") || value.equals(List.of()) ? "empty" : "`" + value + "`";
    }

    @Test
    void thePageIsWhatTheSettingsAndTheChartMake() throws IOException {
        Map<String, String> chart = fromTheChart();
        var page = new StringBuilder("""
                # Settings of the operator

                <!-- Made by the operator's tests; not to be edited. -->

                Each has a variable of the environment (`XCP_LEASE_NAME`), and an argument that wins over it (`--lease-name VALUE`). The chart sets the variables
                from its values; `helm show values` has the rest of them, which is about the pod and not the operator.

                | argument | variable | value of the chart | default | the chart's default | what it is |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (Setting setting : Setting.values()) {
            String value = chart.getOrDefault(setting.variable(), "");
            page.append("| `--%s` | `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            setting.key(),
                            setting.variable(),
                            value.isEmpty() ? "" : "`" + value + "`",
                            shown(setting.defaultText()),
                            value.isEmpty() ? "" : shown(chartDefault(value)),
                            setting.meaning().replace("|", "\\|")));
        }
        page.append("""

                `XCP_LOG_LEVEL` (`log.level` of the chart; `INFO`): from which level on the operator's own lines are logged; the libraries' from WARN on.

                Durations are `15s`, `5m`, `1h30m`. A value that cannot be used ends the operator at once with a sentence that names it.
                """);
        Page.check("settings.md", page.toString());
    }

    @Test
    void theChartSetsEverySettingAndNothingElse() throws IOException {
        var known = new TreeMap<String, String>();
        for (Setting setting : Setting.values()) {
            known.put(setting.variable(), "");
        }
        known.put("XCP_LOG_LEVEL", "");
        known.remove(Setting.SHUTDOWN_TIMEOUT.variable());
        assertThat(fromTheChart().keySet()).containsExactlyElementsOf(known.keySet());
    }
}
