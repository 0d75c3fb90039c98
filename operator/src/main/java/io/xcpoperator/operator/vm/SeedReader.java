package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.SecretKeyRef;
import io.xcpoperator.api.v1alpha1.vm.CloudInit;
import io.xcpoperator.api.v1alpha1.vm.CloudInitData;
import io.xcpoperator.api.v1alpha1.vm.CloudInitDrive;
import io.xcpoperator.operator.platform.status.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads cloudInit of a spec. Pure but for the look-ups of {@link References}. */
final class SeedReader {
    private final References references;
    private final String uid;
    private Optional<Hindrance> problem = Optional.empty();

    private SeedReader(References references, String uid) {
        this.references = references;
        this.uid = uid;
    }

    /** @param uid of the resource, the source of what is written in its spec */
    static Optional<Seed> read(@Nullable CloudInit spec, References references, String uid) {
        return Optional.ofNullable(spec).map(cloudInit -> new SeedReader(references, uid).seed(cloudInit));
    }

    private Seed seed(CloudInit spec) {
        var texts = new Seed.Texts(
                text("cloudInit.userData", spec.userData()), text("cloudInit.networkData", spec.networkData()));
        if (spec.drive() == CloudInitDrive.Unknown) {
            refused("cloudInit.drive has a value that this version does not know");
        }
        return new Seed(
                problem.<Resolved<Seed.Texts>>map(Resolved.Unresolved::new)
                        .orElseGet(() -> new Resolved.Found<>(texts)),
                spec.drive() == CloudInitDrive.Keep);
    }

    private Optional<Seed.Text> text(String field, @Nullable CloudInitData data) {
        if (data == null) {
            return Optional.empty();
        }
        SecretKeyRef ref = data.secretKeyRef();
        String inline = data.inline();
        Resolved<Seed.Text> text = ref != null
                ? references.text(field, ref)
                : new Resolved.Found<>(new Seed.Text(inline == null ? "" : inline, uid));
        text.problem().ifPresent(why -> problem = problem.or(() -> Optional.of(why)));
        text.found()
                .filter(found -> found.text().getBytes(StandardCharsets.UTF_8).length > Seed.LONGEST)
                .ifPresent(_ -> refused(field + " is longer than 1 MiB, the most that is put on a drive"));
        return text.found();
    }

    private void refused(String message) {
        problem = problem.or(() -> Optional.of(Hindrance.stalls(Reason.InvalidSpec, message)));
    }
}
