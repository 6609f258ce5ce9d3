package dev.jimg.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.cli.GoTypes.Members;
import dev.jimg.template.GoMap;
import dev.jimg.template.GoNil;
import dev.jimg.template.GoSlice;
import dev.jimg.template.GoStruct;
import java.util.List;
import java.util.TreeMap;

/** The types that docker's client (28) has for networks, for what a container has of them, and for volumes. */
final class NetworkType {

    private final GoTypes types;

    NetworkType(GoTypes types) {
        this.types = types;
    }

    static GoStruct of(GoTypes types, JsonNode network) {
        return new NetworkType(types).network(network);
    }

    static GoStruct volume(GoTypes types, JsonNode volume) {
        return new Members()
                .addOptional("ClusterVolume", types.pointer("volume.ClusterVolume", volume.path("ClusterVolume"),
                        ignored -> new Members()))
                .addOptional("CreatedAt", types.text(volume.path("CreatedAt")))
                .add("Driver", types.text(volume.path("Driver")))
                .add("Labels", types.textMap(volume.path("Labels")))
                .add("Mountpoint", types.text(volume.path("Mountpoint")))
                .add("Name", types.text(volume.path("Name")))
                .add("Options", types.textMap(volume.path("Options")))
                .add("Scope", types.text(volume.path("Scope")))
                .addOptional("Status", volume.path("Status").isObject() ? types.untyped(volume.path("Status"))
                        : new GoMap("map[string]interface {}", new TreeMap<>(), GoNil.INTERFACE, true))
                .addOptional("UsageData", types.pointer("volume.UsageData", volume.path("UsageData"),
                        use -> new Members()
                                .add("RefCount", types.whole("int64", use.path("RefCount")))
                                .add("Size", types.whole("int64", use.path("Size")))))
                .of("volume.Volume", true);
    }

    private GoStruct network(JsonNode network) {
        return new Members()
                .add("Name", types.text(network.path("Name")))
                .add("ID", "Id", types.text(network.path("Id")))
                .add("Created", types.time(network.path("Created")))
                .add("Scope", types.text(network.path("Scope")))
                .add("Driver", types.text(network.path("Driver")))
                .add("EnableIPv4", network.path("EnableIPv4").asBoolean())
                .add("EnableIPv6", network.path("EnableIPv6").asBoolean())
                .add("IPAM", ipam(network.path("IPAM")))
                .add("Internal", network.path("Internal").asBoolean())
                .add("Attachable", network.path("Attachable").asBoolean())
                .add("Ingress", network.path("Ingress").asBoolean())
                .add("ConfigFrom", new Members()
                        .add("Network", types.text(network.path("ConfigFrom").path("Network")))
                        .of("network.ConfigReference", false))
                .add("ConfigOnly", network.path("ConfigOnly").asBoolean())
                .add("Containers", types.map("map[string]network.EndpointResource", network.path("Containers"),
                        GoNil.INTERFACE, this::resource))
                .add("Options", types.textMap(network.path("Options")))
                .add("Labels", types.textMap(network.path("Labels")))
                .addOptional("Peers", types.slice("[]network.PeerInfo", network.path("Peers"), types::untyped))
                .addOptional("Services", types.map("map[string]network.ServiceInfo", network.path("Services"),
                        GoNil.INTERFACE, types::untyped))
                .of("network.Inspect", false);
    }

    private GoStruct ipam(JsonNode ipam) {
        return new Members()
                .add("Driver", types.text(ipam.path("Driver")))
                .add("Options", types.textMap(ipam.path("Options")))
                .add("Config", types.slice("[]network.IPAMConfig", ipam.path("Config"), config -> new Members()
                        .addOptional("Subnet", types.text(config.path("Subnet")))
                        .addOptional("IPRange", types.text(config.path("IPRange")))
                        .addOptional("Gateway", types.text(config.path("Gateway")))
                        .addOptional("AuxAddress", "AuxiliaryAddresses",
                                types.textMap(config.path("AuxiliaryAddresses")))
                        .of("network.IPAMConfig", false)))
                .of("network.IPAM", false);
    }

    private GoStruct resource(JsonNode endpoint) {
        return new Members()
                .add("Name", types.text(endpoint.path("Name")))
                .add("EndpointID", types.text(endpoint.path("EndpointID")))
                .add("MacAddress", types.text(endpoint.path("MacAddress")))
                .add("IPv4Address", types.text(endpoint.path("IPv4Address")))
                .add("IPv6Address", types.text(endpoint.path("IPv6Address")))
                .of("network.EndpointResource", false);
    }

    /** {@code container.NetworkSettings}. */
    Members settings(JsonNode network) {
        return new Members()
                .embed("NetworkSettingsBase", new Members()
                        .add("Bridge", types.text(network.path("Bridge")))
                        .add("SandboxID", types.text(network.path("SandboxID")))
                        .add("SandboxKey", types.text(network.path("SandboxKey")))
                        .add("Ports", ports(network.path("Ports")))
                        .add("HairpinMode", network.path("HairpinMode").asBoolean())
                        .add("LinkLocalIPv6Address", types.text(network.path("LinkLocalIPv6Address")))
                        .add("LinkLocalIPv6PrefixLen", types.whole("int", network.path("LinkLocalIPv6PrefixLen")))
                        .add("SecondaryIPAddresses", addresses(network.path("SecondaryIPAddresses")))
                        .add("SecondaryIPv6Addresses", addresses(network.path("SecondaryIPv6Addresses"))),
                        "container.NetworkSettingsBase")
                .embed("DefaultNetworkSettings", new Members()
                        .add("EndpointID", types.text(network.path("EndpointID")))
                        .add("Gateway", types.text(network.path("Gateway")))
                        .add("GlobalIPv6Address", types.text(network.path("GlobalIPv6Address")))
                        .add("GlobalIPv6PrefixLen", types.whole("int", network.path("GlobalIPv6PrefixLen")))
                        .add("IPAddress", types.text(network.path("IPAddress")))
                        .add("IPPrefixLen", types.whole("int", network.path("IPPrefixLen")))
                        .add("IPv6Gateway", types.text(network.path("IPv6Gateway")))
                        .add("MacAddress", types.text(network.path("MacAddress"))), "container.DefaultNetworkSettings")
                .add("Networks", types.map("map[string]*network.EndpointSettings", network.path("Networks"),
                        new GoNil("*network.EndpointSettings"), this::endpoint));
    }

    private GoStruct endpoint(JsonNode endpoint) {
        return new Members()
                .add("IPAMConfig", types.pointer("network.EndpointIPAMConfig", endpoint.path("IPAMConfig"),
                        config -> new Members()
                                .addOptional("IPv4Address", types.text(config.path("IPv4Address")))
                                .addOptional("IPv6Address", types.text(config.path("IPv6Address")))
                                .addOptional("LinkLocalIPs", types.texts(config.path("LinkLocalIPs")))))
                .add("Links", types.texts(endpoint.path("Links")))
                .add("Aliases", types.texts(endpoint.path("Aliases")))
                .add("MacAddress", types.text(endpoint.path("MacAddress")))
                .add("DriverOpts", types.textMap(endpoint.path("DriverOpts")))
                .add("GwPriority", types.whole("int", endpoint.path("GwPriority")))
                .add("NetworkID", types.text(endpoint.path("NetworkID")))
                .add("EndpointID", types.text(endpoint.path("EndpointID")))
                .add("Gateway", types.text(endpoint.path("Gateway")))
                .add("IPAddress", types.text(endpoint.path("IPAddress")))
                .add("IPPrefixLen", types.whole("int", endpoint.path("IPPrefixLen")))
                .add("IPv6Gateway", types.text(endpoint.path("IPv6Gateway")))
                .add("GlobalIPv6Address", types.text(endpoint.path("GlobalIPv6Address")))
                .add("GlobalIPv6PrefixLen", types.whole("int", endpoint.path("GlobalIPv6PrefixLen")))
                .add("DNSNames", types.texts(endpoint.path("DNSNames")))
                .of("network.EndpointSettings", true);
    }

    private GoSlice addresses(JsonNode addresses) {
        return types.slice("[]network.Address", addresses, address -> new Members()
                .add("Addr", types.text(address.path("Addr")))
                .add("PrefixLen", types.whole("int", address.path("PrefixLen")))
                .of("network.Address", false));
    }

    /** Which ports of the host lead to which of the container. */
    GoMap ports(JsonNode ports) {
        return types.map("nat.PortMap", ports, new GoSlice("[]nat.PortBinding", List.of(), true),
                bindings -> types.slice("[]nat.PortBinding", bindings, binding -> new Members()
                        .add("HostIP", "HostIp", types.text(binding.path("HostIp")))
                        .add("HostPort", types.text(binding.path("HostPort")))
                        .of("nat.PortBinding", false)));
    }
}
