package dev.jimg.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.cli.GoTypes.Members;
import dev.jimg.template.GoSlice;
import dev.jimg.template.GoStruct;

/** The type that docker's client (28) has for how a container lives on its host: {@code container.HostConfig}. */
final class HostConfigType {

    private static final String THROTTLES = "[]*blkiodev.ThrottleDevice";

    private final GoTypes types;

    HostConfigType(GoTypes types) {
        this.types = types;
    }

    Members members(JsonNode host) {
        return new Members()
                .add("Binds", types.texts(host.path("Binds")))
                .add("ContainerIDFile", types.text(host.path("ContainerIDFile")))
                .add("LogConfig", new Members()
                        .add("Type", types.text(host.path("LogConfig").path("Type")))
                        .add("Config", types.textMap(host.path("LogConfig").path("Config")))
                        .of("container.LogConfig", false))
                .add("NetworkMode", types.text(host.path("NetworkMode")))
                .add("PortBindings", new NetworkType(types).ports(host.path("PortBindings")))
                .add("RestartPolicy", new Members()
                        .add("Name", types.text(host.path("RestartPolicy").path("Name")))
                        .add("MaximumRetryCount", types.whole("int",
                                host.path("RestartPolicy").path("MaximumRetryCount")))
                        .of("container.RestartPolicy", false))
                .add("AutoRemove", host.path("AutoRemove").asBoolean())
                .add("VolumeDriver", types.text(host.path("VolumeDriver")))
                .add("VolumesFrom", types.texts(host.path("VolumesFrom")))
                .add("ConsoleSize", types.slice("[2]uint", host.path("ConsoleSize"),
                        cells -> types.whole("uint", cells)))
                .addOptional("Annotations", types.textMap(host.path("Annotations")))
                .add("CapAdd", types.slice("strslice.StrSlice", host.path("CapAdd"), types::text))
                .add("CapDrop", types.slice("strslice.StrSlice", host.path("CapDrop"), types::text))
                .add("CgroupnsMode", types.text(host.path("CgroupnsMode")))
                .add("DNS", "Dns", types.texts(host.path("Dns")))
                .add("DNSOptions", "DnsOptions", types.texts(host.path("DnsOptions")))
                .add("DNSSearch", "DnsSearch", types.texts(host.path("DnsSearch")))
                .add("ExtraHosts", types.texts(host.path("ExtraHosts")))
                .add("GroupAdd", types.texts(host.path("GroupAdd")))
                .add("IpcMode", types.text(host.path("IpcMode")))
                .add("Cgroup", types.text(host.path("Cgroup")))
                .add("Links", types.texts(host.path("Links")))
                .add("OomScoreAdj", types.whole("int", host.path("OomScoreAdj")))
                .add("PidMode", types.text(host.path("PidMode")))
                .add("Privileged", host.path("Privileged").asBoolean())
                .add("PublishAllPorts", host.path("PublishAllPorts").asBoolean())
                .add("ReadonlyRootfs", host.path("ReadonlyRootfs").asBoolean())
                .add("SecurityOpt", types.texts(host.path("SecurityOpt")))
                .addOptional("StorageOpt", types.textMap(host.path("StorageOpt")))
                .addOptional("Tmpfs", types.textMap(host.path("Tmpfs")))
                .add("UTSMode", types.text(host.path("UTSMode")))
                .add("UsernsMode", types.text(host.path("UsernsMode")))
                .add("ShmSize", types.whole("int64", host.path("ShmSize")))
                .addOptional("Sysctls", types.textMap(host.path("Sysctls")))
                .addOptional("Runtime", types.text(host.path("Runtime")))
                .add("Isolation", types.text(host.path("Isolation")))
                .embed("Resources", resources(host), "container.Resources")
                .addOptional("Mounts", types.slice("[]mount.Mount", host.path("Mounts"), this::mount))
                .add("MaskedPaths", types.texts(host.path("MaskedPaths")))
                .add("ReadonlyPaths", types.texts(host.path("ReadonlyPaths")))
                .addPointer("Init", types.flagPointer(host.path("Init")));
    }

    private Members resources(JsonNode host) {
        return new Members()
                .add("CPUShares", "CpuShares", types.whole("int64", host.path("CpuShares")))
                .add("Memory", types.whole("int64", host.path("Memory")))
                .add("NanoCPUs", "NanoCpus", types.whole("int64", host.path("NanoCpus")))
                .add("CgroupParent", types.text(host.path("CgroupParent")))
                .add("BlkioWeight", types.whole("uint16", host.path("BlkioWeight")))
                .add("BlkioWeightDevice", asTold("[]*blkiodev.WeightDevice", host, "BlkioWeightDevice"))
                .add("BlkioDeviceReadBps", asTold(THROTTLES, host, "BlkioDeviceReadBps"))
                .add("BlkioDeviceWriteBps", asTold(THROTTLES, host, "BlkioDeviceWriteBps"))
                .add("BlkioDeviceReadIOps", asTold(THROTTLES, host, "BlkioDeviceReadIOps"))
                .add("BlkioDeviceWriteIOps", asTold(THROTTLES, host, "BlkioDeviceWriteIOps"))
                .add("CPUPeriod", "CpuPeriod", types.whole("int64", host.path("CpuPeriod")))
                .add("CPUQuota", "CpuQuota", types.whole("int64", host.path("CpuQuota")))
                .add("CPURealtimePeriod", "CpuRealtimePeriod", types.whole("int64", host.path("CpuRealtimePeriod")))
                .add("CPURealtimeRuntime", "CpuRealtimeRuntime", types.whole("int64", host.path("CpuRealtimeRuntime")))
                .add("CpusetCpus", types.text(host.path("CpusetCpus")))
                .add("CpusetMems", types.text(host.path("CpusetMems")))
                .add("Devices", types.slice("[]container.DeviceMapping", host.path("Devices"), this::device))
                .add("DeviceCgroupRules", types.texts(host.path("DeviceCgroupRules")))
                .add("DeviceRequests", asTold("[]container.DeviceRequest", host, "DeviceRequests"))
                .addOptional("KernelMemory", types.whole("int64", host.path("KernelMemory")))
                .addOptional("KernelMemoryTCP", types.whole("int64", host.path("KernelMemoryTCP")))
                .add("MemoryReservation", types.whole("int64", host.path("MemoryReservation")))
                .add("MemorySwap", types.whole("int64", host.path("MemorySwap")))
                .add("MemorySwappiness", types.wholePointer("int64", host.path("MemorySwappiness")))
                .add("OomKillDisable", types.flagPointer(host.path("OomKillDisable")))
                .add("PidsLimit", types.wholePointer("int64", host.path("PidsLimit")))
                .add("Ulimits", types.slice("[]*units.Ulimit", host.path("Ulimits"), limit -> new Members()
                        .add("Name", types.text(limit.path("Name")))
                        .add("Hard", types.whole("int64", limit.path("Hard")))
                        .add("Soft", types.whole("int64", limit.path("Soft")))
                        .of("units.Ulimit", true)))
                .add("CPUCount", "CpuCount", types.whole("int64", host.path("CpuCount")))
                .add("CPUPercent", "CpuPercent", types.whole("int64", host.path("CpuPercent")))
                .add("IOMaximumIOps", types.whole("uint64", host.path("IOMaximumIOps")))
                .add("IOMaximumBandwidth", types.whole("uint64", host.path("IOMaximumBandwidth")));
    }

    /** What is rare is left without types; docker writes it as it read it. */
    private GoSlice asTold(String type, JsonNode host, String name) {
        return types.slice(type, host.path(name), types::untyped);
    }

    private GoStruct device(JsonNode device) {
        return new Members()
                .add("PathOnHost", types.text(device.path("PathOnHost")))
                .add("PathInContainer", types.text(device.path("PathInContainer")))
                .add("CgroupPermissions", types.text(device.path("CgroupPermissions")))
                .of("container.DeviceMapping", false);
    }

    private GoStruct mount(JsonNode mount) {
        return new Members()
                .addOptional("Type", types.text(mount.path("Type")))
                .addOptional("Source", types.text(mount.path("Source")))
                .addOptional("Target", types.text(mount.path("Target")))
                .addOptional("ReadOnly", mount.path("ReadOnly").asBoolean())
                .addOptional("Consistency", types.text(mount.path("Consistency")))
                .addOptional("BindOptions", options("mount.BindOptions", mount.path("BindOptions")))
                .addOptional("VolumeOptions", options("mount.VolumeOptions", mount.path("VolumeOptions")))
                .addOptional("ImageOptions", options("mount.ImageOptions", mount.path("ImageOptions")))
                .addOptional("TmpfsOptions", options("mount.TmpfsOptions", mount.path("TmpfsOptions")))
                .addOptional("ClusterOptions", options("mount.ClusterOptions", mount.path("ClusterOptions")))
                .of("mount.Mount", false);
    }

    private Object options(String type, JsonNode node) {
        return node.isObject() ? types.untyped(node) : types.pointer(type, node, ignored -> new Members());
    }
}
