package io.xcpoperator.operator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.storage.Coalesce;
import io.xcpoperator.operator.testing.ValuePool;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.SrRecord;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the status tells of images on images. */
class FiguresTest {
    private final ValuePool pool = new ValuePool();
    private final String storage = pool.add("SR", "content_type", "user", "type", "nfs");

    /** An image on another; an inner one is nobody's disk. */
    private String image(String uuid, String parent, boolean inner) {
        return pool.add(
                "VDI",
                "SR",
                storage,
                "uuid",
                uuid,
                "managed",
                !inner,
                "sm_config",
                parent.isEmpty() ? Map.of() : Map.of("vhd-parent", parent));
    }

    private Optional<Coalesce> coalesce() {
        PoolView view = pool.view();
        SrRecord record = view.srs().getFirst();
        return Figures.coalesce(record, view);
    }

    @Test
    void whatHasNoImageOnAnotherIsFlat() {
        assertThat(coalesce()).contains(new Coalesce(0, 0));
        image("disk", "", false);
        assertThat(coalesce()).contains(new Coalesce(0, 1));
    }

    @Test
    void anInnerImageWaitsToBeMergedWhenItsOnlyChildIsInnerToo() {
        image("base", "", true);
        image("middle", "base", true);
        image("disk", "middle", false);
        assertThat(coalesce()).contains(new Coalesce(1, 3));
    }

    @Test
    void anInnerImageOfTwoDisksIsKeptAndOneWithALeafIsTheLeafs() {
        image("base", "", true);
        image("disk", "base", false);
        image("snapshot", "base", false);
        assertThat(coalesce()).as("shared by two").contains(new Coalesce(0, 2));
        image("leaf base", "", true);
        image("leaf", "leaf base", false);
        assertThat(coalesce()).as("its leaf coalesces offline").contains(new Coalesce(0, 2));
    }

    @Test
    void eachInnerImageOfALongChainWaits() {
        image("0", "", true);
        for (int n = 1; n < 30; n++) {
            image(Integer.toString(n), Integer.toString(n - 1), true);
        }
        image("disk", "29", false);
        assertThat(coalesce()).contains(new Coalesce(29, 31));
    }

    @Test
    void isoImagesHaveNoChains() {
        pool.get(storage).put("content_type", "iso");
        assertThat(coalesce()).isEmpty();
    }
}
