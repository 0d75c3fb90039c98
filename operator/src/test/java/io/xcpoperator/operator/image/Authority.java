package io.xcpoperator.operator.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A CA of one's own, made by the JDK's keytool, and the servers that it vouches for. */
final class Authority {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String CA = "ca";

    private final Path store;

    Authority(Path folder, String name) {
        this.store = folder.resolve(name + ".p12");
        keytool("-alias", CA, "-dname", "CN=" + name, "-ext", "bc:critical=ca:true");
    }

    /** Its own certificate, as PEM. */
    String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(keys().getCertificate(CA).getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A server with a certificate that this CA has signed.
     *
     * @param names as keytool takes them: {@code ip:127.0.0.1}
     */
    SSLContext server(String names) {
        String alias = "server-" + names.replaceAll("\\W", "-");
        keytool("-alias", alias, "-dname", "CN=images", "-signer", CA, "-ext", "san=" + names);
        try {
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            KeyStore all = keys();
            Certificate[] leaf = {all.getCertificate(alias)}; // as servers do: without the root
            one.setKeyEntry("server", all.getKey(alias, PASSWORD), PASSWORD, leaf);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(one, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore keys() {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD);
            return keys;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(String... more) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2"));
        command.addAll(List.of(more));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
