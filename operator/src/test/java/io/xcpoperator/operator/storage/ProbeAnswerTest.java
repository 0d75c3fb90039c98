package io.xcpoperator.operator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.storage.FoundStorage;
import io.xcpoperator.xapi.events.PoolView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What drivers say of a place, odd answers included. */
class ProbeAnswerTest {
    private static final PoolView NOTHING = PoolView.of(List.of(), List.of());

    @Test
    void listsStorageRepositoriesWithWhatTheAnswerKnowsOfThem() {
        assertThat(ProbeAnswer.repositories("""
                        <?xml version="1.0" ?>
                        <SRlist>
                        \t<SR>
                        \t\t<UUID> 0d400000-0000-4000-8000-000000000001 </UUID>
                        \t\t<size>1099511627776</size>
                        \t\t<name_label>NAS</name_label>
                        \t</SR>
                        \t<SR><UUID>0d400000-0000-4000-8000-000000000002</UUID></SR>
                        </SRlist>
                        """, NOTHING))
                .hasValue(List.of(
                        new FoundStorage("0d400000-0000-4000-8000-000000000001", "NAS", new Quantity("1Ti")),
                        new FoundStorage("0d400000-0000-4000-8000-000000000002", null, null)));
    }

    @Test
    void listsTheUnitsOfATarget() {
        assertThat(
                        ProbeAnswer.units(
                                "<iscsi-target><LUN><LUNid>0</LUNid><size>1073741824</size><SCSIid>3600a</SCSIid></LUN></iscsi-target>"))
                .containsExactly(new FoundStorage(null, "LUN 3600a", new Quantity("1Gi")));
    }

    @Test
    void anAnswerThatIsNoneDoesNotMeanThatNothingIsThere() {
        assertThat(ProbeAnswer.repositories("<SRlist></SRlist>", NOTHING)).hasValue(List.of());
        assertThat(ProbeAnswer.repositories("<?xml version=\"1.0\" ?>\n<SRlist/>\n", NOTHING))
                .hasValue(List.of());
        for (String odd : List.of(
                "",
                "<SRlist>",
                "<SRlist><SR></SR></SRlist>",
                "<SRlist><SR><UUID>x</UUID></SRlist>",
                "<SRlist><SR><UUID>x</UUID></SR><SR><UUID></UUID></SR></SRlist>",
                "Disk full")) {
            assertThat(ProbeAnswer.repositories(odd, NOTHING)).as(odd).isEmpty();
        }
        assertThat(ProbeAnswer.repositories(
                        "<SRlist>" + "<SR><UUID>x</UUID><size>huge</size></SR>".repeat(1000) + "</SRlist>", NOTHING))
                .hasValueSatisfying(found -> assertThat(found).hasSize(64));
    }
}
