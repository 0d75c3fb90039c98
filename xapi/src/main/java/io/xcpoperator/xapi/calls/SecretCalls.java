package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.NewSecret;
import io.xcpoperator.xapi.types.SecretRef;
import java.util.Map;
import java.util.Set;

/** Messages of class secret: device configurations name a password by the uuid of one. None reads a value back. */
public interface SecretCalls {
    @Call("secret.create")
    SecretRef create(NewSecret args);

    @Call("secret.get_all")
    Set<SecretRef> getAll();

    @Call("secret.get_other_config")
    Map<String, String> getOtherConfig(SecretRef secret);

    @Call("secret.get_uuid")
    String getUuid(SecretRef secret);

    @Call("secret.destroy")
    void destroy(SecretRef secret);
}
