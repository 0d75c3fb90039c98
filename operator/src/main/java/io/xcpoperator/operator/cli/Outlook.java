package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What would be done, gathered from the operator's answers. */
final class Outlook {
    private final List<String> lines = new ArrayList<>();
    private int resources;
    private int calls;
    private int waiting;
    private int refused;

    /** The API server would not take it. */
    void refused(String line) {
        resources++;
        refused++;
        lines.add("✗ " + line);
    }

    /** @param row an operator's answer for one manifest */
    void add(String namespace, Map<?, ?> row) {
        KindName kind = KindName.find(String.valueOf(row.get("kind"))).orElseThrow();
        var object = new GenericKubernetesResource();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(String.valueOf(row.get("name")))
                .build());
        object.setAdditionalProperty("status", row.get("status"));
        add(new Shown(kind, object), Boolean.TRUE.equals(row.get("isNew")));
    }

    private void add(Shown shown, boolean isNew) {
        resources++;
        List<Shown.Call> planned = shown.plan();
        calls += planned.size();
        waiting += shown.pending().size();
        boolean quiet = planned.isEmpty() && shown.pending().isEmpty();
        // in Plan what is not Ready has a plan, or cannot be done as it stands
        boolean hindered = planned.isEmpty() && !shown.isTrue("Ready");
        refused += hindered ? 1 : 0;
        lines.add("%s%s %s%s%s"
                .formatted(
                        hindered ? "✗ " : "",
                        shown.kind(),
                        shown.key(),
                        isNew ? " (new)" : "",
                        hindered ? ": " + shown.message() : quiet ? ": nothing to do" : ""));
        planned.forEach(call -> lines.add("    %s%s%s"
                .formatted(
                        call.call(),
                        call.on().isEmpty() ? "" : " on " + call.on(),
                        call.why().isEmpty() ? "" : ": " + call.why())));
        shown.pending()
                .forEach(change -> lines.add("    would wait: %s %s → %s (%s)"
                        .formatted(change.field(), change.from(), change.to(), change.because())));
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        all.add("%d %s: %d %s, %d %s would wait%s; nothing was applied"
                .formatted(
                        resources,
                        resources == 1 ? "resource" : "resources",
                        calls,
                        calls == 1 ? "call" : "calls",
                        waiting,
                        waiting == 1 ? "change" : "changes",
                        refused == 0 ? "" : ", %d cannot be done as it stands".formatted(refused)));
        return all;
    }

    int exitCode(boolean tell) {
        if (refused > 0) {
            return Exit.FAILED;
        }
        return tell && calls + waiting > 0 ? Exit.CHANGES : Exit.DONE;
    }
}
