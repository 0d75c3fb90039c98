package io.xcpoperator.api.schema;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.xcpoperator.api.v1alpha1.Formats;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a value is written that people get wrong: its expression, examples for {@code kubectl explain}, and the sentence that
 * refuses another one. A {@code pattern} of the schema would print the expression instead.
 */
record Notation(String expression, String examples, String sentence) {
    static final Notation QUANTITY = new Notation(
            "^[0-9]+(\\.[0-9]+)?([KMGTPE]i|[kMGTPE])?$", "512Mi, 4Gi", "write a size such as 512Mi or 4Gi");

    private static final Map<String, Notation> BY_EXPRESSION = Map.of(
            Formats.DURATION,
            new Notation(Formats.DURATION, "90s, 20m", "write a duration such as 90s, 20m or 1h30m"),
            Formats.MAC,
            new Notation(
                    Formats.MAC,
                    "02:16:3e:00:00:01",
                    "write the MAC address of one station, such as 02:16:3e:00:00:01: six pairs of hexadecimal digits, the second digit even"),
            Formats.ENDPOINT,
            new Notation(
                    Formats.ENDPOINT,
                    "xcp1.home.arpa, 192.168.1.12:443",
                    "write host or host:port, such as xcp1.home.arpa or 192.168.1.12:443, without https:// and path"));

    /** Of a field with this {@code pattern}. */
    static Optional<Notation> of(String expression) {
        return Optional.ofNullable(BY_EXPRESSION.get(expression));
    }

    /** Lets the API server refuse what is written otherwise. */
    void require(JSONSchemaProps schema) {
        var rule = new ValidationRule();
        String text = Boolean.TRUE.equals(schema.getXKubernetesIntOrString()) ? "string(self)" : "self";
        rule.setRule("%s.matches(r'%s')".formatted(text, expression));
        rule.setMessage(sentence);
        schema.setXKubernetesValidations(List.of(rule));
    }
}
