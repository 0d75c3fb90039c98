package io.xcpoperator.operator.storage;

import static io.xcpoperator.operator.storage.StorageModel.ME;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.OwnValues;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.secrets.SecretLookup;
import io.xcpoperator.operator.platform.secrets.Secrets;
import io.xcpoperator.operator.testing.LabelRows;
import io.xcpoperator.operator.testing.PoolNow;
import io.xcpoperator.operator.testing.Promised;
import io.xcpoperator.operator.testing.RecordedCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.PbdRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a plan prints for a storage repository is what is sent. */
class StoragePromiseTest {
    private static final Secrets LOGIN = new Secrets() {
        @Override
        public SecretLookup find(ObjectKey secret) {
            return new SecretLookup.Found(Map.of("username", "vmuser", "password", "secret"), "uid-7");
        }

        @Override
        public void onChange(Consumer<ObjectKey> listener) {}
    };
    private static final Map<String, String> EXPORT = Map.of("server", "nas", "serverpath", "/vms");

    private final StorageModel pool = new StorageModel();
    private final HostRef host = new HostRef(pool.host("host1", true));
    private final SrRef storage = new SrRef(pool.storage("NAS", EXPORT, List.of(host.value())));
    private final PbdRef pbd =
            new PbdRef(pool.all("PBD").findFirst().orElseThrow().getKey());

    private static Backing backing(Optional<Backing.Login> login) {
        return new Backing(
                "nfs", false, EXPORT, EXPORT.keySet(), Optional.empty(), login, Optional.empty(), "nas:/vms");
    }

    private List<StorageAction> rows() {
        Backing open = backing(Optional.empty());
        Backing locked =
                backing(Optional.of(new Backing.Login(new ObjectKey("infra", "share"), "username", "password")));
        String uuid = pool.get(pbd).get("uuid").toString();
        return Stream.<StorageAction>concat(
                        Stream.of(
                                new StorageAction.Probe(host, open),
                                new StorageAction.Introduce("sr-2", open, "NAS", ""),
                                new StorageAction.Connect(host, open, Map.of()),
                                new StorageAction.Connect(host, locked, Map.of()),
                                new StorageAction.Connect(host, locked, Map.of("password_secret", "uuid")),
                                new StorageAction.Plug(pbd, uuid),
                                new StorageAction.Unplug(pbd, uuid),
                                new StorageAction.Scan(),
                                new StorageAction.Forget(storage),
                                new StorageAction.Destroy(storage),
                                new StorageAction.Settle(new TaskRef("OpaqueRef:task"))),
                        Stream.concat(
                                Stream.of(
                                        new StorageAction.Create(host, open, "NAS", ""),
                                        new StorageAction.Create(host, locked, "NAS", "")),
                                LabelRows.all().map(StorageAction.Label::new)))
                .toList();
    }

    private List<String> sent(StorageAction action) {
        String uuid = pool.get(storage).get("uuid").toString();
        boolean makes = action instanceof StorageAction.Create; // there is none yet
        pool.get(storage)
                .put(
                        "other_config",
                        makes
                                ? Map.of()
                                : Map.of(
                                        OwnerMark.KEY,
                                        ME.markFor(uuid).toString(),
                                        CreatedKey.KEY,
                                        OwnValues.text(uuid, ME.uid())));
        RecordedCalls now = pool.answering()
                .with(PbdRecord.read(new PbdRef(RecordedCalls.MADE), Fields.of(Map.of("uuid", "pbd-2"))));
        PoolView view = pool.view();
        new StorageExecutor(LOGIN)
                .execute(new PoolNow(view, now), view.sr(storage), List.of(new Step(action, "NAS", "asked to")), ME, 1);
        return now.sent();
    }

    @Test
    void eachKindOfActionMakesTheCallsThatItNames() {
        Promised.isKept(StorageAction.class, rows(), Set.of(), StorageAction::calls, this::sent);
    }
}
