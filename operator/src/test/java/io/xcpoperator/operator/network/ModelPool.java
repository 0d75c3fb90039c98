package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.testing.ValuePool;
import io.xcpoperator.xapi.records.NewNetwork;
import io.xcpoperator.xapi.types.BondRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VlanRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The network side of a pool as values: what each action does to it, by the facts, and what XAPI would refuse. */
final class ModelPool extends ValuePool {
    /** Does it, or fails as XAPI would. {@code network} is the round's, null before there is one. */
    void apply(NetworkAction action, String network) {
        switch (action) {
            case NetworkAction.Create(NewNetwork made) ->
                add(
                        "network",
                        "name_label",
                        made.nameLabel(),
                        "name_description",
                        made.nameDescription(),
                        "MTU",
                        made.mtu(),
                        "other_config",
                        new HashMap<>(made.otherConfig()),
                        "tags",
                        List.of(),
                        "purpose",
                        List.of());
            case NetworkAction.Label(AdoptAction label) -> label(label, get(network));
            case NetworkAction.AddPurpose(var purpose) -> get(network).put("purpose", List.of(purpose.wire()));
            case NetworkAction.RemovePurpose _ -> get(network).put("purpose", List.of());
            case NetworkAction.SetMtu(long mtu) -> get(network).put("MTU", mtu);
            case NetworkAction.MakeVlans(PifRef trunk, long tag) -> {
                Object below = get(trunk).get("network");
                List.copyOf(all("PIF").toList()).stream()
                        .filter(pif -> pif.getValue().get("network").equals(below) && isLive(pif.getValue()))
                        .forEach(pif -> vlan(pif.getKey(), tag, network));
            }
            case NetworkAction.MakeVlan(PifRef trunk, long tag) -> vlan(trunk.value(), tag, network);
            case NetworkAction.MakeBond(var members, var mode) -> {
                String host = (String) get(members.iterator().next()).get("host");
                String master = pif(network, host, "bond0", -1);
                String bond = add(
                        "Bond",
                        "master",
                        master,
                        "mode",
                        mode.wire(),
                        "slaves",
                        members.stream().map(PifRef::value).toList());
                get(master).put("bond_master_of", List.of(bond));
                members.forEach(member -> {
                    check(!Boolean.TRUE.equals(get(member).get("management")), "bond of the management");
                    get(member).put("bond_slave_of", bond);
                });
            }
            case NetworkAction.SetBondMode(var bond, var mode) -> get(bond).put("mode", mode.wire());
            case NetworkAction.Plug(PifRef pif) -> {
                get(pif).put("currently_attached", true);
                get(pif).put("MTU", get((String) get(pif).get("network")).get("MTU"));
            }
            case NetworkAction.Unplug(PifRef pif) -> {
                check(!Boolean.TRUE.equals(get(pif).get("management")), "PIF_IS_MANAGEMENT_INTERFACE");
                check(
                        all("VIF")
                                .noneMatch(vif -> vif.getValue().get("network").equals(get(pif).get("network"))
                                        && Boolean.TRUE.equals(vif.getValue().get("currently_attached"))),
                        "VIF_IN_USE");
                get(pif).put("currently_attached", false);
            }
            case NetworkAction.PlugVif(VifRef vif) -> get(vif).put("currently_attached", true);
            case NetworkAction.UnplugVif(VifRef vif) -> get(vif).put("currently_attached", false);
            case NetworkAction.Claim(VmRef vm, String key, String value, boolean _) ->
                otherConfig(get(vm)).put(key, value);
            case NetworkAction.Unclaim(VmRef vm, String key) ->
                otherConfig(get(vm)).remove(key);
            case NetworkAction.SetAddress a -> {
                check(!Boolean.TRUE.equals(get(a.pif()).get("management")), "the management's address");
                get(a.pif()).put("ip_configuration_mode", a.mode().wire());
                get(a.pif()).put("IP", a.ip());
                get(a.pif()).put("netmask", a.netmask());
            }
            case NetworkAction.SetIpv6Address a -> {
                check(!Boolean.TRUE.equals(get(a.pif()).get("management")), "the management's address");
                get(a.pif()).put("ipv6_configuration_mode", "Static");
                get(a.pif()).put("IPv6", List.of(a.address()));
            }
            case NetworkAction.DestroyVlan(PifRef pif, VlanRef vlan) -> {
                objects.remove(pif.value());
                objects.remove(vlan.value());
            }
            case NetworkAction.DestroyBond(PifRef pif, BondRef bond) -> {
                objects.remove(pif.value());
                objects.remove(bond.value());
            }
            case NetworkAction.DestroyNetwork(NetworkRef doomed) -> {
                check(
                        all("PIF")
                                .noneMatch(pif -> pif.getValue().get("network").equals(doomed.value())),
                        "NETWORK_CONTAINS_PIF");
                check(
                        all("VIF")
                                .noneMatch(vif -> vif.getValue().get("network").equals(doomed.value())),
                        "somebody's VIF");
                objects.remove(doomed.value());
            }
        }
    }

    private boolean isLive(Map<String, Object> pif) {
        return Boolean.TRUE.equals(
                get((String) get((String) pif.get("host")).get("metrics")).get("live"));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    private void vlan(String trunk, long tag, String network) {
        check(
                all("VLAN")
                        .noneMatch(v -> v.getValue().get("tagged_PIF").equals(trunk)
                                && v.getValue().get("tag").equals(tag)),
                "PIF_VLAN_EXISTS");
        String tagged = pif(
                network, (String) get(trunk).get("host"), (String) get(trunk).get("device"), tag);
        String vlan = add("VLAN", "tagged_PIF", trunk, "untagged_PIF", tagged, "tag", tag);
        get(tagged).put("VLAN_master_of", vlan);
    }

    String pif(String network, String host, String device, long tag) {
        check(
                all("PIF")
                        .noneMatch(pif -> pif.getValue().get("network").equals(network)
                                && pif.getValue().get("host").equals(host)),
                "NETWORK_ALREADY_CONNECTED");
        return add(
                "PIF",
                "network",
                network,
                "host",
                host,
                "device",
                device,
                "VLAN",
                tag,
                "MTU",
                get(network).get("MTU"),
                "currently_attached",
                true);
    }

    @SuppressWarnings("unchecked") // keys and values are texts
    private static Map<String, Object> otherConfig(Map<String, Object> object) {
        return (Map<String, Object>) object.computeIfAbsent("other_config", _ -> new HashMap<String, Object>());
    }

    private static void label(AdoptAction action, Map<String, Object> object) {
        switch (action.verb()) {
            case SET_NAME -> object.put("name_label", action.value());
            case SET_DESCRIPTION -> object.put("name_description", action.value());
            case SET_KEY -> otherConfig(object).put(action.key(), action.value());
            case REMOVE_KEY -> otherConfig(object).remove(action.key());
            case ADD_TAG, REMOVE_TAG -> {
                var tags = new ArrayList<Object>((List<?>) object.getOrDefault("tags", List.of()));
                tags.remove(action.value());
                if (action.verb() == AdoptAction.Verb.ADD_TAG) {
                    tags.add(action.value());
                }
                object.put("tags", tags);
            }
        }
    }
}
