package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.storage.FoundStorage;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.testing.ValuePool;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.PbdRef;
import io.xcpoperator.xapi.types.SrRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The storage side of a pool as values: what each action does to it, by the facts, and what XAPI or we would refuse. */
final class StorageModel extends ValuePool {
    static final Owner ME = new Owner("c1", new ObjectKey("infra", "nas"), "uid-1");

    /** What a probe finds at the one place there is. */
    final List<FoundStorage> there = new ArrayList<>();

    Known known = Known.nothing();
    int created;

    String host(String name, boolean live) {
        return add("host", "name_label", name, "metrics", add("host_metrics", "live", live));
    }

    String storage(String name, Map<String, String> config, List<String> hosts) {
        String sr = add(
                "SR",
                "name_label",
                name,
                "name_description",
                "",
                "type",
                "nfs",
                "content_type",
                "user",
                "shared",
                true,
                "tags",
                List.of(),
                "other_config",
                new HashMap<String, Object>());
        hosts.forEach(host -> connect(sr, host, config));
        return sr;
    }

    String connect(String sr, String host, Map<String, String> config) {
        return add("PBD", "SR", sr, "host", host, "device_config", config, "currently_attached", isLive(host));
    }

    private boolean isLive(String host) {
        return Boolean.TRUE.equals(get((String) get(host).get("metrics")).get("live"));
    }

    /** Does it, or fails where it must not be done. {@code storage} is the round's, null before there is one. */
    void apply(StorageAction action, String storage, Instant now) {
        switch (action) {
            case StorageAction.Settle _ -> {}
            case StorageAction.Probe(HostRef _, Backing backing) ->
                known = new Known(
                        List.of(),
                        List.of(),
                        Optional.of(new Known.Probe(backing.key(), there, now)),
                        known.done(),
                        Map.of());
            case StorageAction.Create create -> {
                check(create.backing().formats().isEmpty() || there.isEmpty(), "formatted over storage");
                created++;
                String made = storage(create.name(), create.backing().config(), hosts(create.backing()));
                get(made)
                        .putAll(Map.of(
                                "name_description",
                                create.description(),
                                "type",
                                create.backing().type()));
                get(made).put("shared", create.backing().shared());
            }
            case StorageAction.Introduce found -> {
                check(there.stream().anyMatch(one -> found.uuid().equals(one.uuid())), "attached a guess");
                get(storage(found.name(), Map.of(), List.of()))
                        .putAll(Map.of("uuid", found.uuid(), "name_description", found.description()));
            }
            case StorageAction.Label(AdoptAction label) -> label(label, get(storage));
            case StorageAction.Connect connect ->
                connect(storage, connect.host().value(), connect.backing().config());
            case StorageAction.Plug(PbdRef pbd, String _) -> get(pbd).put("currently_attached", true);
            case StorageAction.Unplug(PbdRef pbd, String _) -> get(pbd).put("currently_attached", false);
            case StorageAction.Scan _ ->
                known = new Known(List.of(), List.of(), known.probe(), Set.of(TaskMark.SCAN), Map.of());
            case StorageAction.Forget(SrRef gone) -> takeAway(gone.value());
            case StorageAction.Destroy(SrRef gone) -> {
                check(all("VDI").noneMatch(vdi -> vdi.getValue().get("SR").equals(gone.value())), "SR_NOT_EMPTY");
                check(get(gone).get("other_config").toString().contains(CreatedKey.KEY), "wiped what was there before");
                takeAway(gone.value());
            }
        }
    }

    private List<String> hosts(Backing backing) {
        return backing.shared()
                ? all("host").map(Map.Entry::getKey).toList()
                : backing.host().stream()
                        .flatMap(host -> host instanceof Resolved.Found<HostRecord>(HostRecord record)
                                ? Stream.of(record.ref().value())
                                : Stream.empty())
                        .toList();
    }

    private void takeAway(String storage) {
        all("PBD").filter(pbd -> pbd.getValue().get("SR").equals(storage)).forEach(pbd -> {
            check(!Boolean.TRUE.equals(pbd.getValue().get("currently_attached")), "SR_HAS_PBD");
            objects.remove(pbd.getKey());
        });
        objects.remove(storage);
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    @SuppressWarnings("unchecked") // keys and values are texts
    static Map<String, Object> otherConfig(Map<String, Object> object) {
        return (Map<String, Object>) object.computeIfAbsent("other_config", _ -> new HashMap<String, Object>());
    }

    private static void label(AdoptAction action, Map<String, Object> object) {
        switch (action.verb()) {
            case SET_NAME -> object.put("name_label", action.value());
            case SET_DESCRIPTION -> object.put("name_description", action.value());
            case SET_KEY -> otherConfig(object).put(action.key(), action.value());
            case REMOVE_KEY -> otherConfig(object).remove(action.key());
            case ADD_TAG -> {
                var tags = new ArrayList<>((List<?>) object.get("tags"));
                object.put(
                        "tags",
                        Stream.concat(tags.stream(), Stream.of(action.value())).toList());
            }
            case REMOVE_TAG ->
                object.put(
                        "tags",
                        ((List<?>) object.get("tags"))
                                .stream()
                                        .filter(tag -> !tag.equals(action.value()))
                                        .toList());
        }
    }
}
