package io.xcpoperator.operator.vm;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Of a machine what a restart may have changed: put back where the VM does not start with it (S3).
 *
 * @param values by {@code boot.firmware}, {@code platform.<key>}, {@code pci}, {@code vendor} and {@code vtpm}; what is not there was not set
 */
record MachineShape(Map<String, String> values) {
    private static final List<String> FLAGS =
            List.of("cores-per-socket", "device-model", "videoram", Capabilities.NESTED, Capabilities.NESTED_ON_8_2);
    private static final String FIRMWARE = "boot." + Keys.FIRMWARE;
    private static final String PLATFORM = "platform.";
    private static final String VENDOR = "vendor";
    private static final String VTPM = "vtpm";

    MachineShape {
        values = Map.copyOf(values);
    }

    static MachineShape of(VmFacts vm) {
        MachineFacts machine = vm.machine();
        Map<String, String> values = new TreeMap<>();
        values.put(FIRMWARE, machine.firmware().name().toLowerCase(Locale.ROOT));
        FLAGS.forEach(flag ->
                Optional.ofNullable(machine.platform().get(flag)).ifPresent(v -> values.put(PLATFORM + flag, v)));
        Optional.ofNullable(vm.otherConfig().get(Keys.PCI)).ifPresent(v -> values.put(Keys.PCI, v));
        values.put(VENDOR, Boolean.toString(machine.vendorDevice()));
        values.put(VTPM, Boolean.toString(!machine.vtpms().isEmpty()));
        return new MachineShape(values);
    }

    /** Never fails: what cannot be read was not set. */
    static MachineShape parse(String text) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new MachineShape(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    String text() {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Only for a stopped VM. A virtual TPM that came with the change has never been in use, and goes. */
    void putBack(VmFacts vm, Draft draft, String why) {
        Map<String, String> now = of(vm).values;
        platform(vm, now, draft, why);
        boolean replaces = vm.machine().boot().containsKey(Keys.FIRMWARE);
        Optional.ofNullable(values.get(FIRMWARE))
                .filter(old -> !old.equals(now.get(FIRMWARE)))
                .ifPresent(
                        old -> draft.step(new MachineAction.SetBootParam(vm.ref(), Keys.FIRMWARE, old, replaces), why));
        if (!same(Keys.PCI, now)) {
            Optional<String> old = Optional.ofNullable(values.get(Keys.PCI));
            draft.step(
                    old.<Action>map(value ->
                                    new SettingAction.SetKey(vm.ref(), Keys.PCI, value, now.containsKey(Keys.PCI)))
                            .orElseGet(() -> new SettingAction.RemoveKey(vm.ref(), Keys.PCI)),
                    why);
        }
        if (!same(VENDOR, now) && values.containsKey(VENDOR)) {
            draft.step(
                    new MachineAction.SetVendorDevice(
                            vm.ref(), values.get(VENDOR).equals("true")),
                    why);
        }
        if ("false".equals(values.get(VTPM))) {
            vm.machine().vtpms().forEach(vtpm -> draft.step(new DestroyAction.DestroyVtpm(vtpm, vm.ref()), why));
        }
    }

    private void platform(VmFacts vm, Map<String, String> now, Draft draft, String why) {
        for (String flag : FLAGS) {
            String key = PLATFORM + flag;
            if (!same(key, now)) {
                draft.step(
                        Optional.ofNullable(values.get(key))
                                .<Action>map(
                                        old -> new SettingAction.SetPlatform(vm.ref(), flag, old, now.containsKey(key)))
                                .orElseGet(() -> new MachineAction.RemovePlatform(vm.ref(), flag)),
                        why);
            }
        }
    }

    private boolean same(String key, Map<String, String> now) {
        return Optional.ofNullable(values.get(key)).equals(Optional.ofNullable(now.get(key)));
    }
}
