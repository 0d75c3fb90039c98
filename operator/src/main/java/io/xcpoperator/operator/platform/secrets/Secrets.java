package io.xcpoperator.operator.platform.secrets;

import io.xcpoperator.operator.platform.ObjectKey;
import java.util.function.Consumer;

/** Secrets that a user labelled for us; no other is ever read. */
public interface Secrets {
    String LABEL = "xcp-operator.io/use";
    String LABEL_VALUE = "true";

    SecretLookup find(ObjectKey secret);

    /** Told the key of each labelled Secret that comes, changes or goes. */
    void onChange(Consumer<ObjectKey> listener);
}
