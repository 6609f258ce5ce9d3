package dev.jimg.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.cli.GoTypes.Members;
import dev.jimg.template.GoMap;
import dev.jimg.template.GoNil;
import dev.jimg.template.GoSlice;
import dev.jimg.template.GoStruct;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

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
        return new Members(volume)
                .addOptional("ClusterVolume", types.pointer("volume.ClusterVolume", Members::new))
                .addOptional("CreatedAt", types::text)
                .add("Driver", types::text)
                .add("Labels", types::textMap)
                .add("Mountpoint", types::text)
                .add("Name", types::text)
                .add("Options", types::textMap)
                .add("Scope", types::text)
                .addOptional("Status", status -> status.isObject() ? types.untyped(status)
                        : new GoMap("map[string]interface {}", new TreeMap<>(), GoNil.INTERFACE, true))
                .addOptional("UsageData", types.pointer("volume.UsageData", use -> new Members(use)
                        .add("RefCount", types.whole("int64"))
                        .add("Size", types.whole("int64"))))
                .of("volume.Volume", true);
    }

    private GoStruct network(JsonNode network) {
        return new Members(network)
                .add("Name", types::text)
                .add("ID", "Id", types::text)
                .add("Created", types::time)
                .add("Scope", types::text)
                .add("Driver", types::text)
                .add("EnableIPv4", types::flag)
                .add("EnableIPv6", types::flag)
                .add("IPAM", this::ipam)
                .add("Internal", types::flag)
                .add("Attachable", types::flag)
                .add("Ingress", types::flag)
                .add("ConfigFrom", from -> new Members(from)
                        .add("Network", types::text)
                        .of("network.ConfigReference", false))
                .add("ConfigOnly", types::flag)
                .add("Containers", types.map("map[string]network.EndpointResource", GoNil.INTERFACE, this::resource))
                .add("Options", types::textMap)
                .add("Labels", types::textMap)
                .addOptional("Peers", types.slice("[]network.PeerInfo", types::untyped))
                .addOptional("Services", types.map("map[string]network.ServiceInfo", GoNil.INTERFACE, types::untyped))
                .of("network.Inspect", false);
    }

    private GoStruct ipam(JsonNode ipam) {
        return new Members(ipam)
                .add("Driver", types::text)
                .add("Options", types::textMap)
                .add("Config", types.slice("[]network.IPAMConfig", config -> new Members(config)
                        .addOptional("Subnet", types::text)
                        .addOptional("IPRange", types::text)
                        .addOptional("Gateway", types::text)
                        .addOptional("AuxAddress", "AuxiliaryAddresses", types::textMap)
                        .of("network.IPAMConfig", false)))
                .of("network.IPAM", false);
    }

    private GoStruct resource(JsonNode endpoint) {
        return new Members(endpoint)
                .add("Name", types::text)
                .add("EndpointID", types::text)
                .add("MacAddress", types::text)
                .add("IPv4Address", types::text)
                .add("IPv6Address", types::text)
                .of("network.EndpointResource", false);
    }

    /** {@code container.NetworkSettings}. */
    Members settings(JsonNode network) {
        return new Members(network)
                .embed("NetworkSettingsBase", new Members(network)
                        .add("Bridge", types::text)
                        .add("SandboxID", types::text)
                        .add("SandboxKey", types::text)
                        .add("Ports", ports())
                        .add("HairpinMode", types::flag)
                        .add("LinkLocalIPv6Address", types::text)
                        .add("LinkLocalIPv6PrefixLen", types.whole("int"))
                        .add("SecondaryIPAddresses", addresses())
                        .add("SecondaryIPv6Addresses", addresses()),
                        "container.NetworkSettingsBase")
                .embed("DefaultNetworkSettings", new Members(network)
                        .add("EndpointID", types::text)
                        .add("Gateway", types::text)
                        .add("GlobalIPv6Address", types::text)
                        .add("GlobalIPv6PrefixLen", types.whole("int"))
                        .add("IPAddress", types::text)
                        .add("IPPrefixLen", types.whole("int"))
                        .add("IPv6Gateway", types::text)
                        .add("MacAddress", types::text), "container.DefaultNetworkSettings")
                .add("Networks", types.map("map[string]*network.EndpointSettings",
                        types.nil("network.EndpointSettings"), this::endpoint));
    }

    private GoStruct endpoint(JsonNode endpoint) {
        return new Members(endpoint)
                .add("IPAMConfig", types.pointer("network.EndpointIPAMConfig", config -> new Members(config)
                        .addOptional("IPv4Address", types::text)
                        .addOptional("IPv6Address", types::text)
                        .addOptional("LinkLocalIPs", types::texts)))
                .add("Links", types::texts)
                .add("Aliases", types::texts)
                .add("MacAddress", types::text)
                .add("DriverOpts", types::textMap)
                .add("GwPriority", types.whole("int"))
                .add("NetworkID", types::text)
                .add("EndpointID", types::text)
                .add("Gateway", types::text)
                .add("IPAddress", types::text)
                .add("IPPrefixLen", types.whole("int"))
                .add("IPv6Gateway", types::text)
                .add("GlobalIPv6Address", types::text)
                .add("GlobalIPv6PrefixLen", types.whole("int"))
                .add("DNSNames", types::texts)
                .of("network.EndpointSettings", true);
    }

    private Function<JsonNode, GoSlice> addresses() {
        return types.slice("[]network.Address", address -> new Members(address)
                .add("Addr", types::text)
                .add("PrefixLen", types.whole("int"))
                .of("network.Address", false));
    }

    /** Which ports of the host lead to which of the container. */
    Function<JsonNode, GoMap> ports() {
        return types.map("nat.PortMap", new GoSlice("[]nat.PortBinding", List.of(), true),
                types.slice("[]nat.PortBinding", binding -> new Members(binding)
                        .add("HostIP", "HostIp", types::text)
                        .add("HostPort", types::text)
                        .of("nat.PortBinding", false)));
    }
}
