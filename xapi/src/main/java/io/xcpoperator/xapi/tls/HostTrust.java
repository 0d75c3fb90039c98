package io.xcpoperator.xapi.tls;

import io.xcpoperator.xapi.tls.CertificateProblem.Cause;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Decides about the certificate of one host during the handshake, before anything is sent. The name is checked here and
 * not by the HTTP client, which only knows the address.
 */
final class HostTrust extends X509ExtendedTrustManager {
    private final PoolTrust trust;
    private final String host;

    HostTrust(PoolTrust trust, String host) {
        this.trust = trust;
        this.host = host;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        X509Certificate leaf = chain[0];
        PresentedCertificate presented = new PresentedCertificate(
                host,
                CertificateFingerprint.of(leaf.getEncoded()),
                leaf.getNotAfter().toInstant(),
                leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal()));
        List<Cause> causes = switch (trust.mode()) {
            case TrustMode.Insecure _ -> List.of();
            case TrustMode.Pin pin ->
                pin.fingerprints().contains(presented.fingerprint())
                        ? List.of()
                        : withOthers(Cause.NOT_PINNED, leaf, presented);
            case TrustMode.TrustOnFirstUse first ->
                trust.knownOnly(first, presented.fingerprint())
                        .map(cause -> withOthers(cause, leaf, presented))
                        .orElse(List.of());
            case TrustMode.Verify _ -> verify(chain, authType, presented);
        };
        if (!causes.isEmpty()) {
            throw new CertificateRefused(new CertificateProblem(presented, causes));
        }
        trust.accept(presented);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("not a server");
    }

    private List<Cause> verify(X509Certificate[] chain, String authType, PresentedCertificate presented) {
        boolean trusted = true;
        try {
            trust.authorities().checkServerTrusted(chain, authType);
        } catch (CertificateException _) {
            trusted = false;
        }
        boolean named = HostName.fits(host, chain[0]);
        if (trusted && named) {
            return List.of();
        }
        List<Cause> causes = new ArrayList<>();
        if (!trusted) {
            causes.addAll(ageAndIssuer(chain[0], presented));
            if (causes.isEmpty()) {
                causes.add(Cause.UNKNOWN_ISSUER);
            }
        }
        if (!named) {
            causes.add(Cause.WRONG_NAME);
        }
        return causes;
    }

    private static List<Cause> withOthers(Cause first, X509Certificate leaf, PresentedCertificate presented) {
        List<Cause> causes = new ArrayList<>(List.of(first));
        causes.addAll(ageAndIssuer(leaf, presented));
        return causes;
    }

    private static List<Cause> ageAndIssuer(X509Certificate leaf, PresentedCertificate presented) {
        List<Cause> causes = new ArrayList<>();
        if (presented.selfSigned()) {
            causes.add(Cause.SELF_SIGNED);
        }
        try {
            leaf.checkValidity();
        } catch (CertificateExpiredException _) {
            causes.add(Cause.EXPIRED);
        } catch (CertificateNotYetValidException _) {
            causes.add(Cause.NOT_YET_VALID);
        }
        return causes;
    }
}
