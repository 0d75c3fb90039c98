package io.xcpoperator.api.schema;

import io.fabric8.kubernetes.client.CustomResource;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Described;
import io.xcpoperator.api.v1alpha1.Kinds;
import io.xcpoperator.api.v1alpha1.NotYet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/reference} is what the types make. */
class ReferenceTest {
    private static final Path FOLDER =
            Golden.MODULE.resolve("../docs/reference").normalize();

    static List<Class<? extends CustomResource<? extends ApiRecord, ? extends ApiRecord>>> kinds() {
        return Kinds.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aKindsPageIsWhatItsTypesMake(Class<? extends CustomResource<? extends ApiRecord, ? extends ApiRecord>> kind)
            throws IOException {
        Golden.check(FOLDER.resolve(Reference.fileName(kind)), Reference.of(kind));
    }

    @Test
    void theFirstPageListsEveryKind() throws IOException {
        var page = new StringBuilder("""
                # Reference

                <!-- Generated from the types by crds' tests; not to be edited. -->

                Every field of every kind of `xcp-operator.io/v1alpha1`, as the operator's code has it. The annotations that approve, pause and let go: [annotations.md](annotations.md).
                How the operator itself is set up: [settings.md](settings.md).

                | kind | short | it declares | Ready means |
                | --- | --- | --- | --- |
                """);
        for (var kind : Kinds.all()) {
            Described described = kind.getAnnotation(Described.class);
            String shortName =
                    Crds.of(kind).getSpec().getNames().getShortNames().getFirst();
            page.append("| [%s](%s) | `%s` | %s | %s |%n"
                    .formatted(
                            kind.getSimpleName(),
                            Reference.fileName(kind),
                            shortName,
                            described.value()
                                    + (kind.isAnnotationPresent(NotYet.class) ? ". **No controller yet**" : ""),
                            described.ready()));
        }
        page.append("""

                ## How to read the tables

                **Not acted on yet**: the field is in the schema so that manifests need not change, and this version does nothing about it. A resource that
                sets it is `Stalled` with reason `NotSupportedYet` and says which (decision 0052). **Not set yet**: always absent in this version.

                **change** says how a new value reaches the pool:

                | class | |
                | --- | --- |
                | Live | At once. |
                | NextBoot | Written at once; the guest sees it from its next start on, a reboot from the inside is enough. |
                | FirstBoot | Never by itself: read by the guest at its first boot, and once only; a later value shows in `status.pendingChanges`. |
                | Restart | Needs a shutdown and a start. Made only as `restartPolicy` allows; until then it shows in `status.pendingChanges`. |
                | Immutable | Refused by the API server: changing, removing and adding it later. |

                **absent** says what holds when the field is not written. In `code style` it is a default that the API server writes; else it is
                resolved by the operator. Empty: the field is *not managed*; the pool's value is left as it is.

                Types: a *quantity* is `512Mi`, `4Gi`, `1T` or a number of bytes; a *duration* `90s`, `20m`, `1h30m`; a *cron* five fields, beside an
                IANA *time zone*; times in a status are RFC 3339.

                References are `{name}`. Those to kinds of this group take a `namespace` too, where the owner allows it (`XcpPool.spec.access`,
                `allowedNamespaces`); without it, the namespace of the resource that refers. `hostRef` is in the pool's namespace. Secrets are in the
                namespace of the resource and carry the label `xcp-operator.io/use: "true"`.
                """);
        Golden.check(FOLDER.resolve("README.md"), page.toString());
    }
}
