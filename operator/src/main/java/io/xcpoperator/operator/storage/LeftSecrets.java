package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.calls.SecretCalls;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.types.SecretRef;
import java.util.Map;

/** Passwords that a crash between making and using them left in the pool. */
final class LeftSecrets {
    private LeftSecrets() {}

    /** What a secret object of ours carries; it lives for one call. */
    static Map<String, String> marks(Owner me) {
        return Map.of(OwnerMark.KEY, me.markFor("secret").toString());
    }

    static void destroy(SecretCalls secrets, Owner me) {
        for (SecretRef secret : secrets.getAll()) {
            try {
                if (secrets.getOtherConfig(secret)
                        .entrySet()
                        .containsAll(marks(me).entrySet())) {
                    secrets.destroy(secret);
                }
            } catch (XapiException e) {
                if (!e.is("HANDLE_INVALID")) { // gone meanwhile
                    throw e;
                }
            }
        }
    }
}
