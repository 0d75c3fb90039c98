package io.xcpoperator.xapi.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.xapi.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressBookTest {
    private static final Endpoint FIRST = new Endpoint("127.0.0.1", 8443, false);
    private static final Endpoint SECOND = new Endpoint("127.0.0.2", 9443, false);

    private final AddressBook book = new AddressBook(List.of(FIRST, SECOND));

    @Test
    void aRedirectToAConfiguredHostGoesToThePortConfiguredForIt() {
        assertThat(book.at("127.0.0.1", SECOND)).isEqualTo(FIRST);
    }

    @Test
    void aRedirectToAnotherHostGoesToThePortOfTheOneThatAnswered() {
        assertThat(book.at("127.0.0.3", SECOND)).isEqualTo(new Endpoint("127.0.0.3", 9443, false));
    }

    @Test
    void aMemberThatIsConfiguredIsOneCandidate() {
        book.members(List.of("127.0.0.1", "127.0.0.2", "127.0.0.3"));
        assertThat(book.candidates()).containsExactlyInAnyOrder(FIRST, SECOND, new Endpoint("127.0.0.3", 8443, false));
    }
}
