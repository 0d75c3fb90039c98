package io.xcpoperator.simulator.value;

import java.util.List;

/** A call failed: an error code of the data model with its parameters. */
public final class XapiFailure extends RuntimeException {
    private final String code;
    private final transient List<String> parameters;

    public XapiFailure(String code, String... parameters) {
        this(code, List.of(parameters));
    }

    public XapiFailure(String code, List<String> parameters) {
        super(code, null, false, false);
        this.code = code;
        this.parameters = List.copyOf(parameters);
    }

    /** What the daemon says when a parameter cannot be read or a handler fails unexpectedly. */
    public static XapiFailure internal(String text) {
        return new XapiFailure("INTERNAL_ERROR", text);
    }

    /** {@code Failure("…")}, the daemon's general failure, with the text escaped as it escapes it. */
    public static XapiFailure failure(String text) {
        return internal("Failure(\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\")");
    }

    public String code() {
        return code;
    }

    public List<String> parameters() {
        return parameters;
    }

    /** Code and parameters in one list, as {@code ErrorDescription} and {@code error_info} carry them. */
    public List<String> description() {
        var all = new java.util.ArrayList<String>(parameters.size() + 1);
        all.add(code);
        all.addAll(parameters);
        return List.copyOf(all);
    }

    @Override
    public String getMessage() {
        return String.join(", ", description());
    }
}
