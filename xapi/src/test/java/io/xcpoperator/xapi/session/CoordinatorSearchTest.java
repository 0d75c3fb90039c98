package io.xcpoperator.xapi.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xcpoperator.xapi.Credentials;
import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.PoolHooks;
import io.xcpoperator.xapi.PoolSettings;
import io.xcpoperator.xapi.Secret;
import io.xcpoperator.xapi.tls.PoolTrust;
import io.xcpoperator.xapi.tls.TrustMode;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CoordinatorSearchTest {
    private static final List<Endpoint> HOSTS =
            List.of(new Endpoint("127.0.0.1", 443, false), new Endpoint("127.0.0.2", 443, false));

    private final CountDownLatch secondRefused = new CountDownLatch(1);

    /** Otherwise what a person reads, and approves, would change from one look to the next. */
    @Test
    void ofHostsThatFailAlikeTheFirstIsNamedHoweverLateItAnswers() {
        var settings = PoolSettings.of(
                "home", HOSTS, new Credentials("root", new Secret("xensource")), new TrustMode.Insecure(), "test");
        var hooks = PoolHooks.standard(Clock.systemUTC()).withAddresses(this::refusal);
        var opener = new WireOpener(settings, hooks, new PoolTrust(settings.trust()));
        var search = new CoordinatorSearch("home", new AddressBook(HOSTS), opener, Duration.ofSeconds(30));

        assertThatThrownBy(() -> search.find(Set.of())).hasMessageContaining("127.0.0.1");
    }

    private Optional<String> refusal(InetAddress address) {
        try {
            if (address.getHostAddress().equals("127.0.0.2")) {
                secondRefused.countDown();
            } else if (secondRefused.await(10, TimeUnit.SECONDS)) {
                Thread.sleep(50); // until the answer of the second has arrived
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Optional.of("it is not wanted");
    }
}
