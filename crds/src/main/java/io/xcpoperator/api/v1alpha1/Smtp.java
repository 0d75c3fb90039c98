package io.xcpoperator.api.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail server and the letter's ends. */
public record Smtp(
        @Field(value = "Name or address of the server", pattern = Formats.HOST)
        String host,

        @Field(value = "Port", effective = "587", min = 1, max = 65535) @Nullable
        Integer port,

        @Field(value = "How the connection is protected", effective = "StartTls") @Nullable
        SmtpTls tls,

        @Field(value = "Sender's address", maxLength = 320) String from,

        @Field(value = "Recipients' addresses", minItems = 1, unique = true, maxItems = 16, maxLength = 320)
        List<String> to,

        @Field("Secret with username and password") @Nullable
        LocalRef credentialsSecretRef)
        implements ApiRecord {
    public Smtp {
        to = ApiRecord.copy(to);
    }
}
