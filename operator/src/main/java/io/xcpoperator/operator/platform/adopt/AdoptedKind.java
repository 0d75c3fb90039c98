package io.xcpoperator.operator.platform.adopt;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.events.KindCache;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What sets one kind apart whose resources stand for objects that a pool has already. */
public interface AdoptedKind<R extends CustomResource<?, S>, S extends Record & ApiRecord> {
    /**
     * What it is called, and where its resources are.
     *
     * @param noun as a person says it, for example {@code network}
     * @param shortName for commands, for example {@code xnet}
     * @param blank an empty resource, to apply a status with
     */
    record Traits<R extends HasMetadata>(
            XapiClass type, String noun, String shortName, Supplier<R> blank, Function<Caches, KindCache<R>> cache) {}

    Traits<R> traits();

    /** What the spec says in the words of every kind. */
    AdoptSpec spec(R resource);

    /** What an earlier round left in status. */
    AdoptMemory memory(R resource);

    /** All objects of the class. */
    List<Existing> all(PoolView view);

    /** The class's messages for one of them. */
    CallsOn<?> calls(XapiCalls calls, PoolView view, String uuid);

    /** How one that is as the spec asks stands on the hosts: {@link Verdict.Ready}, or what some of them lack. */
    Verdict standing(PoolView view, String uuid);

    /** What refers to the resource and keeps it from going, for instance {@code VirtualMachine apps/web}. */
    List<String> dependents(ObjectKey resource, Caches caches);

    /** Rings when something goes that refers to one. */
    void listen(Doorbell<R> bell, Caches caches);

    /** The status: what every kind reports, and what this one shows of its object. */
    S status(R resource, AdoptReport report);
}
