package io.xcpoperator.xapi.session;

import io.xcpoperator.xapi.Credentials;
import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.PoolHooks;
import io.xcpoperator.xapi.PoolSettings;
import io.xcpoperator.xapi.errors.AddressRefusedException;
import io.xcpoperator.xapi.errors.BusyException;
import io.xcpoperator.xapi.errors.DifferentPoolException;
import io.xcpoperator.xapi.errors.ForbiddenCallException;
import io.xcpoperator.xapi.errors.InvalidArgumentException;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.PoolUnavailableException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.UntrustedCertificateException;
import io.xcpoperator.xapi.errors.WriteRefusedException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.tls.PoolTrust;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Mutation;
import io.xcpoperator.xapi.wire.Reply;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The door through which every call of a pool goes. It logs in again once when the session is gone, follows the
 * coordinator, and gives a broken connection up so that the keeper finds a new one.
 */
public final class PoolSession implements AutoCloseable {
    private static final int HOPS = 3;
    private final PoolSettings settings;
    private final AddressBook book;
    private final WireOpener opener;
    private final Login login;
    private final CoordinatorSearch search;
    private final ConnectionKeeper keeper;
    private final CircuitBreaker breaker = new CircuitBreaker(5);
    /** Held while a session is renewed or the coordinator looked for, so that many callers cost one login. */
    private final ReentrantLock renewing = new ReentrantLock();

    private volatile Credentials credentials;

    public PoolSession(PoolSettings settings, PoolHooks hooks) {
        this.settings = settings;
        this.credentials = settings.credentials();
        this.book = new AddressBook(settings.endpoints());
        PoolTrust trust = new PoolTrust(settings.trust());
        this.opener = new WireOpener(settings, hooks, trust);
        this.login = new Login(settings, book, trust);
        this.search = new CoordinatorSearch(
                settings.name(), book, opener, settings.limits().loginTimeout());
        this.keeper = new ConnectionKeeper(settings.name(), hooks.clock(), trust, new Connecting());
    }

    /** Starts connecting. */
    public void start() {
        keeper.start();
    }

    public ConnectionKeeper keeper() {
        return keeper;
    }

    /** The present connection. */
    public Connection current(String call) {
        return keeper.current().orElseThrow(() -> unavailable(call));
    }

    /** Makes a call, if need be once more with a new session or to a new coordinator. Parameters without the session. */
    public Reply call(String method, List<?> parameters, CallBudget budget) {
        Connection connection = current(method);
        try {
            Reply reply = connection.call(method, parameters, budget);
            breaker.succeeded();
            return reply;
        } catch (XapiException e) {
            return recovered(connection, e, method).call(method, parameters, budget);
        } catch (TransportException e) {
            return broken(connection, e, method, parameters, budget);
        } catch (UntrustedCertificateException e) {
            keeper.lost(connection, e);
            throw e;
        }
    }

    /**
     * A connection to go on with after an answer that says the session or the coordinator changed.
     *
     * @throws XapiException the same, when it says neither
     */
    public Connection recovered(Connection connection, XapiException answer, String call) {
        if (sessionGone(answer)) {
            return replaced(connection, call, () -> renewed(connection));
        }
        if (answer.is("HOST_IS_SLAVE")) {
            remember(connection, answer);
            return replaced(connection, call, this::connect);
        }
        throw answer;
    }

    /** Asks the host whether it is still there; gives the connection up if not. */
    public boolean verify(Connection connection, PoolException doubt) {
        try {
            connection.call("pool.get_all", List.of(), probe());
            return true;
        } catch (PoolException answer) {
            return switch (answer) {
                case XapiException _,
                        BusyException _,
                        PoolUnavailableException _,
                        ForbiddenCallException _,
                        WriteRefusedException _,
                        InvalidArgumentException _ -> true;
                case TransportException _ -> gone(connection, doubt);
                case UntrustedCertificateException _, AddressRefusedException _, DifferentPoolException _ ->
                    gone(connection, answer); // somebody else is there, and that tells more
            };
        }
    }

    private boolean gone(Connection connection, PoolException why) {
        keeper.lost(connection, why);
        return false;
    }

    /** The hosts' addresses as the mirror sees them. */
    public void members(Collection<String> addresses) {
        book.members(addresses);
    }

    WireOpener opener() {
        return opener;
    }

    /** Whether a host may be handed the session. */
    boolean mayFollow(String address) {
        return book.mayFollow(address);
    }

    Endpoint at(String address, Endpoint like) {
        return book.at(address, like);
    }

    /** Used from the next login on; with a connection, tried at once on a thread of its own, and once only. */
    public void use(Credentials fresh) {
        credentials = fresh;
        keeper.current()
                .ifPresentOrElse(
                        present -> Thread.ofVirtual()
                                .name("xapi-login-" + settings.name())
                                .start(() -> tried(present, fresh)),
                        keeper::tryNow);
    }

    /** A good login takes the place of the session; after a refused one the session goes on. */
    private void tried(Connection present, Credentials fresh) {
        renewing.lock();
        try {
            if (keeper.isCurrent(present) && credentials.equals(fresh)) {
                keeper.replace(present, present.with(login.login(present.wire(), fresh)));
                login.logout(present);
            }
        } catch (XapiException e) {
            if (Backoff.isRefusal(e)) {
                keeper.refused(present, e);
            }
        } catch (PoolException _) {
            // nothing is known of the login; the next one is with it
        } finally {
            renewing.unlock();
        }
    }

    @Override
    public void close() {
        keeper.close();
    }

    /** A new session with the same host; with another one when that host is no longer the coordinator or does not answer. */
    private Connection renewed(Connection connection) {
        try {
            return connection.with(login.login(connection.wire(), credentials));
        } catch (XapiException e) {
            if (!e.is("HOST_IS_SLAVE")) {
                throw e;
            }
            remember(connection, e);
        } catch (TransportException _) {
            // the search says what is wrong
        }
        return connect();
    }

    private void remember(Connection connection, XapiException redirect) {
        if (book.mayFollow(redirect.parameter(0))) {
            book.coordinator(book.at(redirect.parameter(0), connection.endpoint()));
        }
    }

    /** What the keeper connects with. */
    private final class Connecting implements ConnectionKeeper.Connector {
        @Override
        public Connection connect() {
            return PoolSession.this.connect();
        }

        @Override
        public void end(Connection connection) {
            login.logout(connection);
            connection.wire().close();
        }
    }

    /**
     * Logs in to the coordinator. Where a redirect leads nowhere (an address that is not reachable from here, a host that
     * has just died), the candidates that are left are tried; a password that is refused is not tried again.
     */
    private Connection connect() {
        Set<Endpoint> tried = new HashSet<>();
        Optional<PoolException> first = Optional.empty();
        while (true) {
            CoordinatorSearch.Found host = find(tried, first);
            try {
                return follow(host, tried);
            } catch (XapiException e) {
                if (!e.is("HOST_IS_SLAVE")) {
                    throw e;
                }
                first = first.or(() -> Optional.of(e));
            } catch (TransportException | AddressRefusedException | UntrustedCertificateException e) {
                first = first.or(() -> Optional.of(e));
            }
        }
    }

    /** What went wrong first tells more than that nobody else answers. */
    private CoordinatorSearch.Found find(Set<Endpoint> tried, Optional<PoolException> first) {
        try {
            return search.find(tried);
        } catch (PoolException e) {
            throw first.orElse(e);
        }
    }

    private Connection follow(CoordinatorSearch.Found found, Set<Endpoint> tried) {
        CoordinatorSearch.Found host = found;
        for (int hop = 0; ; hop++) {
            tried.add(host.endpoint());
            try {
                return login.connect(host, credentials);
            } catch (XapiException e) {
                if (!e.is("HOST_IS_SLAVE") || hop >= HOPS || !book.mayFollow(e.parameter(0))) {
                    throw e;
                }
                host = search.at(book.at(e.parameter(0), host.endpoint()));
            }
        }
    }

    private interface Renewal {
        Connection renew();
    }

    private Connection replaced(Connection stale, String call, Renewal renewal) {
        renewing.lock();
        try {
            Optional<Connection> now = keeper.current();
            if (now.isPresent() && now.get() != stale) {
                return now.get();
            }
            if (now.isEmpty()) {
                throw unavailable(call);
            }
            try {
                Connection fresh = renewal.renew();
                keeper.replace(stale, fresh);
                return fresh;
            } catch (PoolException e) {
                keeper.lost(stale, e);
                throw e;
            }
        } finally {
            renewing.unlock();
        }
    }

    private Reply broken(
            Connection connection, TransportException e, String method, List<?> parameters, CallBudget budget) {
        switch (e.kind()) {
            case CONNECT -> keeper.lost(connection, e);
            case CUT -> {
                // perhaps only a pooled connection that had died
                if (!Thread.currentThread().isInterrupted() && verify(connection, e) && !Mutation.changes(method)) {
                    return connection.call(method, parameters, budget);
                }
            }
            case TIMEOUT, GARBAGE, TOO_LARGE, HTTP_STATUS -> {
                if (breaker.opensAfterFailure()) {
                    keeper.lost(connection, e);
                }
            }
        }
        throw e;
    }

    private static boolean sessionGone(XapiException e) {
        return e.is("SESSION_INVALID")
                || (e.is("HANDLE_INVALID") && e.parameter(0).equals("session"));
    }

    private PoolUnavailableException unavailable(String call) {
        return new PoolUnavailableException(
                settings.name(), call, keeper.state().since());
    }

    private CallBudget probe() {
        return new CallBudget(settings.limits().connectTimeout().multipliedBy(2), 1 << 20);
    }
}
