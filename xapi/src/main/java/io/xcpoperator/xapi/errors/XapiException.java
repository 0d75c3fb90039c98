package io.xcpoperator.xapi.errors;

import java.util.List;

/** The pool answered with an error. */
public final class XapiException extends PoolException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final List<String> parameters;
    private final Classification classification;

    public XapiException(String pool, String call, String code, List<String> parameters) {
        super(code, pool, call);
        this.code = code;
        this.parameters = List.copyOf(parameters);
        this.classification = ErrorTable.standard().classify(code);
    }

    public String code() {
        return code;
    }

    /** What followed the code, untranslated: references, names, texts of drivers. Never the session's reference. */
    public List<String> parameters() {
        return parameters;
    }

    /** The parameter at {@code index}, or the empty string. */
    public String parameter(int index) {
        return index < parameters.size() ? parameters.get(index) : "";
    }

    public boolean is(String otherCode) {
        return code.equals(otherCode);
    }

    @Override
    public Classification classification() {
        return classification;
    }
}
