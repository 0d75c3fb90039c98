package io.xcpoperator.operator.platform.secrets;

import io.xcpoperator.api.v1alpha1.CaBundleRef;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What came of a reference to CA certificates. Messages name the object; the caller says which field. */
public sealed interface CaBundle {
    /**
     * They are there.
     *
     * @param pem at least one certificate, perhaps more than certificates: never printed
     * @param where kind, name and key, for a person
     */
    record Found(String pem, String where) implements CaBundle {
        @Override
        public String toString() {
            return "Found[" + where + "]";
        }
    }

    /** They may come without a change of the spec. */
    record Missing(Reason reason, String message) implements CaBundle {}

    /** Only another spec helps. */
    record Wrong(String message) implements CaBundle {}

    /**
     * Follows a reference.
     *
     * @param namespace of the resource that refers
     * @param configMaps the value of a key of a ConfigMap; empty when there is no such key or ConfigMap
     */
    static CaBundle of(
            CaBundleRef ref,
            String namespace,
            Function<ObjectKey, SecretLookup> secrets,
            BiFunction<ObjectKey, String, Optional<String>> configMaps) {
        ObjectKey key = new ObjectKey(namespace, ref.name());
        return switch (ref.kind()) {
            case Secret ->
                switch (secrets.apply(key)) {
                    case SecretLookup.Found secret ->
                        secret.value(ref.key())
                                .map(pem -> read(pem, ref, key))
                                .orElseGet(() -> new Missing(
                                        Reason.SecretInvalid,
                                        "Secret %s has no key %s".formatted(ref.name(), ref.key())));
                    case SecretLookup.Missing(String message) -> new Missing(Reason.SecretMissing, message);
                    case SecretLookup.Unlabelled(String message) -> new Missing(Reason.SecretNotLabelled, message);
                };
            case ConfigMap ->
                configMaps
                        .apply(key, ref.key())
                        .map(pem -> read(pem, ref, key))
                        .orElseGet(() -> new Missing(
                                Reason.ReferenceNotFound,
                                "ConfigMap %s has no key %s, or does not exist".formatted(key, ref.key())));
            case Unknown -> new Wrong("kind is neither Secret nor ConfigMap");
        };
    }

    private static CaBundle read(String pem, CaBundleRef ref, ObjectKey key) {
        return pem.contains("-----BEGIN CERTIFICATE-----")
                ? new Found(pem, "%s %s, key %s".formatted(ref.kind(), key, ref.key()))
                : new Missing(
                        Reason.SecretInvalid,
                        "%s %s holds no certificate in PEM under %s".formatted(ref.kind(), ref.name(), ref.key()));
    }
}
