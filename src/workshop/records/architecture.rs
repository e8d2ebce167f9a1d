//! Stage three: components, how they talk, and where they run.

use super::{Capability, Person, System, Team, record};
use crate::choice;
use crate::workshop::measures::Span;
use crate::workshop::value::{Prose, Ref};

choice! {
    /// The layers of the diagram, from the user down.
    Layer {
        Experience = "experience" "Experience",
        Edge = "edge" "Edge and gateway",
        Product = "product" "Product services",
        Platform = "platform" "Platform services",
        Data = "data" "Data and messaging",
        Infrastructure = "infrastructure" "Infrastructure",
    }
}

choice! {
    /// Which side of the boundary a component is on.
    Side {
        Platform = "platform" "Platform",
        Product = "product" "Product",
        External = "external" "External",
    }
}

choice! {
    /// Where a component is in its life.
    Lifecycle {
        Exists = "exists" "Exists",
        Build = "build" "Build",
        Buy = "buy" "Buy",
        Retire = "retire" "Retire",
    }
}

choice! {
    /// Whether the caller waits.
    Mode {
        Sync = "sync" "Sync",
        Async = "async" "Async",
    }
}

choice! {
    /// Whether the caller can do without.
    Hardness {
        Hard = "hard" "Hard",
        Soft = "soft" "Soft",
    }
}

choice! {
    /// How customers share the platform.
    Tenancy {
        Single = "single" "One tenant",
        Pooled = "pooled" "Pooled: all tenants share everything",
        Silo = "silo" "Siloed: each tenant has its own",
        Mixed = "mixed" "Mixed: some share, some do not",
    }
}

choice! {
    /// Where the platform is hosted.
    Hosting {
        OneCloud = "one_cloud" "One cloud",
        MultiCloud = "multi_cloud" "Several clouds",
        Hybrid = "hybrid" "Cloud and own data centre",
        OwnDataCentre = "own" "Own data centre",
    }
}

record! {
    /// A part of the architecture.
    Component Component "component", "Component", "Components", false {
        name: String = "Component", "What it is called", required;
        layer: Option<Layer> = "Layer", "Where it sits", required;
        responsibility: String = "Responsibility", "What it answers for, in one sentence", required;
        owner: Ref<Team> = "Owner", "One team", required;
        lifecycle: Option<Lifecycle> = "Lifecycle", "Exists, build, buy or retire", required;
        side: Option<Side> = "Side", "Platform, product or external", required;
        technology: String = "Technology", "What it runs on";
        accountable: Ref<Person> = "Accountable", "One person", required;
        backup: Ref<Person> = "Backup", "Somebody else", required;
        critical: Option<bool> = "Critical path", "Yes when users stop working without it", required;
        redundancy: String = "Redundancy", "What takes over when it fails";
        store: Option<bool> = "Keeps data", "Yes for a database, bucket, queue or index";
        replaces: Ref<System> = "Replaces", "The existing system it takes over from";
        repository: String = "Repository", "Where its code is: github.com/acme/shop, or a folder of it";
        capability: Ref<Capability> = "Capability", "The shared capability that it brings, if one";
    }
}

record! {
    /// One component calling, or feeding, another.
    Connection Connection "connection", "Connection", "Connections", false titled [from, to] {
        from: Ref<Component> = "From", "The caller or sender", required;
        to: Ref<Component> = "To", "The callee or receiver", required;
        purpose: String = "Purpose", "Why, in a few words", required;
        protocol: String = "Protocol", "REST, gRPC, Kafka, SQL …", required;
        mode: Option<Mode> = "Mode", "Sync or async", required;
        authentication: String = "Authentication", "How the caller proves who it is: mTLS, OIDC token …", required;
        authorization: String = "Authorization", "What it is allowed: scope, role, ACL …", required;
        hardness: Option<Hardness> = "Dependency", "Hard when the caller fails with it", required;
        timeout: Option<Span> = "Timeout", "How long the caller waits";
        retry: String = "Retry", "How often and with what back-off";
        on_failure: String = "On failure", "What the caller does then";
        carries: String = "Data", "What travels, and how sensitive it is";
    }
}

record! {
    /// Regions, tenants and hosting.
    Deployment Deployment "deployment", "Regions and tenancy", "Regions and tenancy", true {
        regions: Vec<String> = "Regions", "Where it runs: regions, sites, data centres", required;
        region_rule: String = "Region rule", "What must stay where, or “one region until …”", required;
        tenancy: Option<Tenancy> = "Tenancy", "How customers, or sites, share it", required;
        hosting: Option<Hosting> = "Hosting", "One cloud, several, hybrid or own", required;
        revisit: String = "Look again when", "What would change these answers", required;
        notes: Prose = "Notes", "Failover, isolation, anything unusual";
    }
}
