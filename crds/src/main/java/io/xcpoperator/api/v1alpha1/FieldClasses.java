package io.xcpoperator.api.v1alpha1;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import java.util.EnumSet;
import java.util.Set;

/**
 * How the changes of a spec's fields take effect: the one table, which is the fields' own {@link Field}. The reference is
 * made from it, planners ask it, and what waits in a status has its class from it.
 */
public final class FieldClasses {
    public static final FieldClasses OF_VM = new FieldClasses(VirtualMachineSpec.class);

    private final Class<?> spec;

    private FieldClasses(Class<?> spec) {
        this.spec = spec;
    }

    /**
     * How a change takes effect where nothing is in the way.
     *
     * @param path of a field below spec as {@code memory.max}; an entry of a list may be named, as {@code disks[root].size}
     */
    public FieldClass of(String path) {
        return find(path).change();
    }

    /**
     * All ways in which a change of the field may take effect. What drifted of an Immutable one is set back by a restart,
     * or told where XAPI never changes it.
     */
    public Set<FieldClass> all(String path) {
        Field field = find(path);
        EnumSet<FieldClass> all =
                EnumSet.of(field.change() == FieldClass.Immutable ? FieldClass.Restart : field.change());
        all.addAll(Set.of(field.otherwise()));
        if (!field.liveSince().isEmpty()) {
            all.add(FieldClass.Live);
        }
        return all;
    }

    /** The release of XAPI from which a change takes effect at once; empty where the release makes no difference. */
    public String liveSince(String path) {
        return find(path).liveSince();
    }

    private Field find(String path) {
        return ApiField.find(spec, path.replaceAll("\\[[^]]*]", ""))
                .orElseThrow(() -> new IllegalArgumentException("no field " + path + " in " + spec.getSimpleName()))
                .about();
    }
}
