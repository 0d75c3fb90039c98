package io.xcpoperator.operator.image;

import static io.xcpoperator.operator.image.ImageModel.ME;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.operator.platform.egress.EgressPolicy;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.LabelRows;
import io.xcpoperator.operator.testing.PoolNow;
import io.xcpoperator.operator.testing.Promised;
import io.xcpoperator.operator.testing.RecordedCalls;
import io.xcpoperator.operator.testing.ValuePool;
import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan prints for an image is what is sent. */
class ImagePromiseTest {
    private static final int MIB = 1 << 20;
    private static final Order ORDER = new Order(
            ME.key(),
            ME.uid(),
            Optional.empty(),
            ImageFormat.Auto,
            false,
            true,
            new Order.Bound(1L << 40, "storage nas takes"));

    @TempDir
    private Path folder;

    private int folders;
    private final ValuePool pool = new ValuePool();
    private final SrRef storage = new SrRef(pool.add("SR", "name_label", "nas", "type", "nfs"));
    private final VdiRef half = vdi(Map.of(ImageKeys.MADE, ImageKeys.token(ME.uid(), "t")));
    private final VdiRef whole = vdi(Map.of());

    private VdiRef vdi(Map<String, String> keys) {
        VdiRef ref = new VdiRef(
                pool.add("VDI", "name_label", "debian", "SR", storage.value(), "type", "user", "managed", true));
        String uuid = pool.get(ref).get("uuid").toString();
        pool.get(ref)
                .put(
                        "other_config",
                        keys.isEmpty() ? Map.of(OwnerMark.KEY, ME.markFor(uuid).toString()) : keys);
        return ref;
    }

    private List<ImageAction> rows() {
        return Stream.<ImageAction>concat(
                        Stream.of(
                                new ImageAction.Await("send it"),
                                new ImageAction.Fetch(
                                        ORDER, new Origin.Web(URI.create("https://192.0.2.1/x"), Optional.empty())),
                                new ImageAction.Send(half),
                                new ImageAction.Settle(new TaskRef("OpaqueRef:task")),
                                new ImageAction.Whole(half, "value"),
                                new ImageAction.Destroy(half, true),
                                new ImageAction.Destroy(whole, false),
                                new ImageAction.GiveUp(Reason.StorageError, "the pool could not take it"),
                                new ImageAction.Create(NewVdi.disk("debian", storage, MIB, Map.of()))),
                        LabelRows.all().map(label -> new ImageAction.Label(whole, label)))
                .toList();
    }

    private List<String> sent(ImageAction action) {
        if (action instanceof ImageAction.Create) {
            pool.objects.remove(half.value()); // none was asked for before
        }
        RecordedCalls now = pool.answering();
        var web = new WebFile(new EgressPolicy(List.of(), List.of()), WebTrust.operators());
        Path own = folder.resolve(String.valueOf(folders++)); // the folder of another row may be at work yet
        var imports = new Imports(new Fetch(web, own, 64L * MIB, Clock.systemUTC()), Clock.systemUTC(), _ -> {});
        var executor = new ImageExecutor(imports, null); // whoever mounts volumes has tests of his own
        if (action instanceof ImageAction.Send) {
            assertThatCode(() -> imports.take(ORDER, new ByteArrayInputStream(new byte[MIB]), MIB))
                    .doesNotThrowAnyException();
            await().atMost(Lab.PATIENCE).until(() -> imports.state(ME.uid()) instanceof RunState.Fetched);
        }
        await("its bytes are carried by another thread").atMost(Lab.PATIENCE).until(() -> {
            if (now.sent().isEmpty()) {
                executor.execute(new PoolNow(pool.view(), now), ME, List.of(new Step(action, "debian", "asked to")));
            }
            return now.sent().size() >= action.calls().size();
        });
        return now.sent();
    }

    @Test
    void eachKindOfActionMakesTheCallsThatItNames() {
        Promised.isKept(
                ImageAction.class,
                rows(),
                Set.of(ImageAction.Mount.class, ImageAction.Unmount.class),
                ImageAction::calls,
                this::sent);
    }
}
