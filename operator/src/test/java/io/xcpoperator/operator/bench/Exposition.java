package io.xcpoperator.operator.bench;

import java.util.function.Predicate;

/** A page of metrics in Prometheus' text format. */
record Exposition(String text) {

    /** The sum of the samples whose name with labels passes. */
    double sum(Predicate<String> sample) {
        return text.lines()
                .filter(line -> !line.startsWith("#") && line.contains(" "))
                .filter(line -> sample.test(line.substring(0, line.lastIndexOf(' '))))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Requests an API server answered that write VirtualMachines or events; the creation of a VirtualMachine is the user's. */
    double writesForVms() {
        return writesFor("virtualmachines");
    }

    /** Requests that write resources of this kind, by its plural, or events; the creation of one is the user's. */
    double writesFor(String plural) {
        return sum(sample -> sample.startsWith("apiserver_request_total{")
                && !sample.contains("dry_run=\"All\"")
                && (sample.contains("resource=\"events\"") && isWrite(sample)
                        || sample.contains("resource=\"" + plural + "\"") && isWrite(sample) && !isOf(sample, "POST")));
    }

    /** Rounds of the VirtualMachine reconciler. */
    double rounds() {
        return sum(sample ->
                sample.startsWith("operator_sdk_reconciliations_started_total") && sample.contains("VirtualMachine"));
    }

    private static boolean isWrite(String sample) {
        return isOf(sample, "POST")
                || isOf(sample, "PUT")
                || isOf(sample, "PATCH")
                || isOf(sample, "APPLY")
                || isOf(sample, "DELETE");
    }

    private static boolean isOf(String sample, String verb) {
        return sample.contains("verb=\"" + verb + "\"");
    }
}
