package io.xcpoperator.xapi.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Whether a certificate is for a host: by its alternative names, by the common name only where it has none (RFC 6125). */
final class HostName {
    private static final int DNS = 2;
    private static final int IP = 7;

    private HostName() {}

    static boolean fits(String host, X509Certificate certificate) {
        Collection<List<?>> names = alternatives(certificate);
        Optional<InetAddress> address = literal(host);
        if (address.isPresent()) {
            return names.stream()
                    .anyMatch(name -> isType(name, IP) && literal(text(name)).equals(address));
        }
        if (names.stream().anyMatch(name -> isType(name, DNS))) {
            return names.stream().anyMatch(name -> isType(name, DNS) && matches(text(name), host));
        }
        return commonName(certificate).filter(name -> matches(name, host)).isPresent();
    }

    static boolean matches(String pattern, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String wanted = pattern.toLowerCase(Locale.ROOT);
        if (!wanted.startsWith("*.")) {
            return name.equals(wanted);
        }
        int dot = name.indexOf('.');
        return dot > 0 && wanted.indexOf('.', 2) > 0 && name.substring(dot).equals(wanted.substring(1));
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(rdn -> String.valueOf(rdn.getValue()))
                            .findFirst();
        } catch (InvalidNameException _) {
            return Optional.empty();
        }
    }

    private static boolean isType(List<?> name, int type) {
        return name.size() >= 2 && name.getFirst() instanceof Integer number && number == type;
    }

    private static String text(List<?> name) {
        return String.valueOf(name.get(1));
    }

    /** Empty for what is a name; never looks one up. */
    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
