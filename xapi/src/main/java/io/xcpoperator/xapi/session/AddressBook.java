package io.xcpoperator.xapi.session;

import io.xcpoperator.xapi.Endpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Where a pool may be reached: the configured endpoints and the members it told of, and nothing else. */
final class AddressBook {
    private final List<Endpoint> configured;
    private final AtomicReference<Set<String>> members = new AtomicReference<>(Set.of());
    private final AtomicReference<Endpoint> coordinator;

    AddressBook(List<Endpoint> configured) {
        this.configured = List.copyOf(configured);
        this.coordinator = new AtomicReference<>(configured.getFirst());
    }

    /** The last coordinator first, then what is configured, then the members. */
    List<Endpoint> candidates() {
        Endpoint last = coordinator.get();
        Set<Endpoint> all = new LinkedHashSet<>(List.of(last));
        all.addAll(configured);
        members.get().forEach(address -> all.add(at(address, last)));
        return new ArrayList<>(all);
    }

    /** Where a bare address answers: as it is configured, and where it is not, as the host {@code like} that is known does. */
    Endpoint at(String address, Endpoint like) {
        return configured.stream()
                .filter(endpoint -> endpoint.host().equals(address))
                .findFirst()
                .orElseGet(() -> like.at(address));
    }

    /**
     * Whether a redirect may be followed: to a member or a configured endpoint; before the first login, when no member is
     * known, wherever a configured endpoint points.
     */
    boolean mayFollow(String address) {
        return Endpoint.isHost(address) && mayTrust(address);
    }

    private boolean mayTrust(String address) {
        return members.get().isEmpty()
                || members.get().contains(address)
                || configured.stream().anyMatch(endpoint -> endpoint.host().equals(address));
    }

    /** Replaces the members, so that those that left are forgotten. */
    void members(Collection<String> addresses) {
        Set<String> known = new LinkedHashSet<>(addresses);
        known.removeIf(address -> !Endpoint.isHost(address));
        if (!known.isEmpty()) {
            members.set(Set.copyOf(known));
        }
    }

    void coordinator(Endpoint endpoint) {
        coordinator.set(endpoint);
    }
}
