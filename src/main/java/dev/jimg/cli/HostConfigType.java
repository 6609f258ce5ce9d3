package dev.jimg.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.cli.GoTypes.Members;
import dev.jimg.template.GoSlice;
import dev.jimg.template.GoStruct;
import java.util.function.Function;

/** The type that docker's client (28) has for how a container lives on its host: {@code container.HostConfig}. */
final class HostConfigType {

    private static final String THROTTLES = "[]*blkiodev.ThrottleDevice";

    private final GoTypes types;

    HostConfigType(GoTypes types) {
        this.types = types;
    }

    Members members(JsonNode host) {
        return new Members(host)
                .add("Binds", types::texts)
                .add("ContainerIDFile", types::text)
                .add("LogConfig", log -> new Members(log)
                        .add("Type", types::text)
                        .add("Config", types::textMap)
                        .of("container.LogConfig", false))
                .add("NetworkMode", types::text)
                .add("PortBindings", new NetworkType(types).ports())
                .add("RestartPolicy", policy -> new Members(policy)
                        .add("Name", types::text)
                        .add("MaximumRetryCount", types.whole("int"))
                        .of("container.RestartPolicy", false))
                .add("AutoRemove", types::flag)
                .add("VolumeDriver", types::text)
                .add("VolumesFrom", types::texts)
                .add("ConsoleSize", types.slice("[2]uint", types.whole("uint")))
                .addOptional("Annotations", types::textMap)
                .add("CapAdd", types.slice("strslice.StrSlice", types::text))
                .add("CapDrop", types.slice("strslice.StrSlice", types::text))
                .add("CgroupnsMode", types::text)
                .add("DNS", "Dns", types::texts)
                .add("DNSOptions", "DnsOptions", types::texts)
                .add("DNSSearch", "DnsSearch", types::texts)
                .add("ExtraHosts", types::texts)
                .add("GroupAdd", types::texts)
                .add("IpcMode", types::text)
                .add("Cgroup", types::text)
                .add("Links", types::texts)
                .add("OomScoreAdj", types.whole("int"))
                .add("PidMode", types::text)
                .add("Privileged", types::flag)
                .add("PublishAllPorts", types::flag)
                .add("ReadonlyRootfs", types::flag)
                .add("SecurityOpt", types::texts)
                .addOptional("StorageOpt", types::textMap)
                .addOptional("Tmpfs", types::textMap)
                .add("UTSMode", types::text)
                .add("UsernsMode", types::text)
                .add("ShmSize", types.whole("int64"))
                .addOptional("Sysctls", types::textMap)
                .addOptional("Runtime", types::text)
                .add("Isolation", types::text)
                .embed("Resources", resources(host), "container.Resources")
                .addOptional("Mounts", types.slice("[]mount.Mount", this::mount))
                .add("MaskedPaths", types::texts)
                .add("ReadonlyPaths", types::texts)
                .addPointer("Init", types::flagPointer);
    }

    private Members resources(JsonNode host) {
        return new Members(host)
                .add("CPUShares", "CpuShares", types.whole("int64"))
                .add("Memory", types.whole("int64"))
                .add("NanoCPUs", "NanoCpus", types.whole("int64"))
                .add("CgroupParent", types::text)
                .add("BlkioWeight", types.whole("uint16"))
                .add("BlkioWeightDevice", asTold("[]*blkiodev.WeightDevice"))
                .add("BlkioDeviceReadBps", asTold(THROTTLES))
                .add("BlkioDeviceWriteBps", asTold(THROTTLES))
                .add("BlkioDeviceReadIOps", asTold(THROTTLES))
                .add("BlkioDeviceWriteIOps", asTold(THROTTLES))
                .add("CPUPeriod", "CpuPeriod", types.whole("int64"))
                .add("CPUQuota", "CpuQuota", types.whole("int64"))
                .add("CPURealtimePeriod", "CpuRealtimePeriod", types.whole("int64"))
                .add("CPURealtimeRuntime", "CpuRealtimeRuntime", types.whole("int64"))
                .add("CpusetCpus", types::text)
                .add("CpusetMems", types::text)
                .add("Devices", types.slice("[]container.DeviceMapping", this::device))
                .add("DeviceCgroupRules", types::texts)
                .add("DeviceRequests", asTold("[]container.DeviceRequest"))
                .addOptional("KernelMemory", types.whole("int64"))
                .addOptional("KernelMemoryTCP", types.whole("int64"))
                .add("MemoryReservation", types.whole("int64"))
                .add("MemorySwap", types.whole("int64"))
                .add("MemorySwappiness", types.wholePointer("int64"))
                .add("OomKillDisable", types::flagPointer)
                .add("PidsLimit", types.wholePointer("int64"))
                .add("Ulimits", types.slice("[]*units.Ulimit", limit -> new Members(limit)
                        .add("Name", types::text)
                        .add("Hard", types.whole("int64"))
                        .add("Soft", types.whole("int64"))
                        .of("units.Ulimit", true)))
                .add("CPUCount", "CpuCount", types.whole("int64"))
                .add("CPUPercent", "CpuPercent", types.whole("int64"))
                .add("IOMaximumIOps", types.whole("uint64"))
                .add("IOMaximumBandwidth", types.whole("uint64"));
    }

    /** What is rare is left without types; docker writes it as it read it. */
    private Function<JsonNode, GoSlice> asTold(String type) {
        return types.slice(type, types::untyped);
    }

    private GoStruct device(JsonNode device) {
        return new Members(device)
                .add("PathOnHost", types::text)
                .add("PathInContainer", types::text)
                .add("CgroupPermissions", types::text)
                .of("container.DeviceMapping", false);
    }

    private GoStruct mount(JsonNode mount) {
        return new Members(mount)
                .addOptional("Type", types::text)
                .addOptional("Source", types::text)
                .addOptional("Target", types::text)
                .addOptional("ReadOnly", types::flag)
                .addOptional("Consistency", types::text)
                .addOptional("BindOptions", options("mount.BindOptions"))
                .addOptional("VolumeOptions", options("mount.VolumeOptions"))
                .addOptional("ImageOptions", options("mount.ImageOptions"))
                .addOptional("TmpfsOptions", options("mount.TmpfsOptions"))
                .addOptional("ClusterOptions", options("mount.ClusterOptions"))
                .of("mount.Mount", false);
    }

    private Function<JsonNode, Object> options(String type) {
        return node -> node.isObject() ? types.untyped(node) : types.nil(type);
    }
}
