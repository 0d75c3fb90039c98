package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What came back of a call, in the recordings' notation.
 *
 * @param outcome {@code ok}, an error code, or what else happened instead of an answer
 * @param value the result, or the error's parameters
 */
record Answer(String outcome, JsonNode value) {
    static final String OK = "ok";

    static Answer success(JsonNode result) {
        return new Answer(OK, result);
    }

    /** An error: its code, then its parameters. */
    static Answer failure(JsonNode description) {
        var parameters = JsonNodeFactory.instance.arrayNode();
        for (int index = 1; index < description.size(); index++) {
            parameters.add(description.get(index));
        }
        return new Answer(description.path(0).asText("?"), parameters);
    }

    static Answer silence() {
        return new Answer("no answer", JsonNodeFactory.instance.arrayNode());
    }

    static Answer http(int status) {
        return new Answer("HTTP " + status, JsonNodeFactory.instance.arrayNode());
    }

    boolean ok() {
        return outcome.equals(OK);
    }
}
