//! Stage three: the internal APIs, their operations, payloads and errors, and the events that are tracked.
#![allow(
    rustdoc::invalid_html_tags,
    reason = "hints show `map<string>` as it is typed, and are the fields' docs"
)]

use jiff::civil::Date;

use super::{Component, Person, Team, record};
use crate::choice;
use crate::workshop::measures::Span;
use crate::workshop::value::{Prose, Ref, Refs};

choice! {
    /// The style of an API.
    ApiStyle {
        Rest = "rest" "REST",
        Grpc = "grpc" "gRPC",
        Events = "events" "Events",
        Graphql = "graphql" "GraphQL",
    }
}

choice! {
    /// Where an API is in its life.
    ApiLifecycle {
        Proposed = "proposed" "Proposed",
        Beta = "beta" "Beta",
        Stable = "stable" "Stable",
        Deprecated = "deprecated" "Deprecated",
    }
}

choice! {
    /// How careful one must be with the data.
    DataClass {
        Public = "public" "Public",
        Internal = "internal" "Internal",
        Confidential = "confidential" "Confidential",
        Restricted = "restricted" "Restricted",
    }
}

choice! {
    /// What an operation is called with: an HTTP method, or its like in the other styles.
    Method {
        Get = "GET" "GET",
        Post = "POST" "POST",
        Put = "PUT" "PUT",
        Patch = "PATCH" "PATCH",
        Delete = "DELETE" "DELETE",
        Rpc = "RPC" "RPC",
        Publish = "PUBLISH" "Publish",
        Subscribe = "SUBSCRIBE" "Subscribe",
        Query = "QUERY" "Query",
        Mutation = "MUTATION" "Mutation",
    }
}

choice! {
    /// Where a parameter of a call stands.
    ParameterPlace {
        Query = "query" "Query",
        Header = "header" "Header",
        Path = "path" "Path",
        Cookie = "cookie" "Cookie",
    }
}

choice! {
    /// Where the major version stands.
    VersionPlace {
        Path = "path" "In the path (/v1)",
        MediaType = "media_type" "In the media type",
        Header = "header" "In a request header",
    }
}

choice! {
    /// Where an event is recorded.
    Captured {
        Server = "server" "Server",
        Client = "client" "Client only",
        Both = "both" "Server, with client detail",
    }
}

record! {
    /// An internal API.
    Api Api "api", "API", "APIs", false {
        name: String = "API", "What it is called", required;
        style: Option<ApiStyle> = "Style", "REST, gRPC, events or GraphQL", required;
        component: Ref<Component> = "Component", "The component that serves it", required;
        category: String = "Category", "The shelf it stands on in the catalogue", required;
        function: String = "Business function", "What the business does with it: billing hooks, user provisioning", required;
        purpose: Prose = "Purpose", "Why it exists, in one or two sentences", required;
        version: String = "Version", "MAJOR.MINOR.PATCH", required;
        lifecycle: Option<ApiLifecycle> = "Lifecycle", "Proposed, beta, stable or deprecated", required;
        owner: Ref<Team> = "Owner", "The team that answers for it", required;
        consumers: Refs<Team> = "Consumers", "Teams that call it", required;
        authentication: String = "Authentication", "Mechanism: OIDC access token, mTLS …", required;
        issuer: String = "Issuer", "Who issues the credential", required;
        token_life: Option<Span> = "Lifetime", "How long a credential holds", required;
        rate_limit: Option<f64> = "Rate limit", "Calls allowed in the window", required;
        rate_window: Option<Span> = "Rate window", "1 min, 1 h …", required;
        rate_scope: String = "Limit applies to", "Client, tenant, user …", required;
        idempotency: String = "Retries", "How a caller repeats safely, and how long a key is kept", required;
        availability: String = "Service level", "Availability and latency with their window", required;
        data_class: Option<DataClass> = "Data class", "How careful one must be", required;
        personal_data: String = "Personal data", "Which, or none", required;
        retention: String = "Retention", "How long what it stores is kept", required;
        server: String = "Server", "https://…, or the broker's address", required;
        contact: String = "Contact", "A mail address for its users";
        deprecated_on: Option<Date> = "Deprecated on", "When callers were told to leave";
        sunset_on: Option<Date> = "Sunset", "When it stops answering";
        successor: Ref<Api> = "Successor", "What to move to";
    }
}

record! {
    /// A message body of an API.
    Payload Payload "payload", "Payload", "Payloads", false {
        name: String = "Payload", "A noun in PascalCase: Invoice", required;
        api: Ref<Api> = "API", "Where it belongs", required;
        description: String = "Description", "What it stands for", required;
    }
}

record! {
    /// One field of a payload.
    PayloadField PayloadField "payload-field", "Payload field", "Payload fields", false {
        name: String = "Field", "Its name on the wire", required;
        payload: Ref<Payload> = "Payload", "Where it belongs", required;
        kind: String = "Type", "string, integer, number, boolean, date, date-time, uuid, uri, email, enum(a,b), Payload, map<string>, object, or any of these with []", required;
        required: Option<bool> = "Required", "Yes when it is always there";
        example: String = "Example", "A realistic value", required;
        description: String = "Description", "What it means, with its unit", required;
    }
}

record! {
    /// One thing an API can do.
    Operation Operation "operation", "Operation", "Operations", false {
        name: String = "Operation", "Its id in camelCase: createInvoice; or all at once: POST /invoices {amount!: decimal} -> 201 Invoice", required;
        api: Ref<Api> = "API", "Where it belongs", required;
        method: Option<Method> = "Method", "GET, POST … RPC, publish, query", required;
        path: String = "Path", "/invoices/{invoice_id}, a topic, or an rpc name", required;
        summary: String = "Summary", "What it does, in one sentence", required;
        scope: String = "Scope", "What the caller must be allowed", required;
        request: Ref<Payload> = "Request", "The body sent, if any";
        response: Ref<Payload> = "Response", "The body returned, if any";
        list: Option<bool> = "Returns a list", "Yes when the response holds many, page by page";
        success: Option<f64> = "Success", "The status code: 200, 201, 202, 204";
        bare: Option<bool> = "Bare list", "Yes when the list comes whole, as a plain array instead of in pages";
    }
}

record! {
    /// Something a call says beside its body: in the query, a header, the path or a cookie.
    Parameter Parameter "parameter", "Parameter", "Parameters", false {
        name: String = "Parameter", "Its name as it is sent: status, If-Match", required;
        operation: Ref<Operation> = "Operation", "The operation that takes it", required;
        place: Option<ParameterPlace> = "Place", "Query, header, path or cookie", required;
        kind: String = "Type", "As for a payload's field: string, integer, date, enum(a,b), any of these with []", required;
        required: Option<bool> = "Required", "Yes when the call fails without it";
        example: String = "Example", "A realistic value";
        description: String = "Description", "What it does to the answer";
    }
}

record! {
    /// A problem an API reports, and what its caller does then.
    ApiError ApiError "api-error", "API error", "API errors", false {
        title: String = "Problem", "What went wrong, in a few words", required;
        api: Ref<Api> = "API", "Where it belongs", required;
        code: String = "Code", "HTTP status, gRPC code or event rule", required;
        client_does: String = "The caller", "What it should do then", required;
    }
}

record! {
    /// How internal APIs are governed.
    ApiRules ApiRules "api-rules", "API rules", "API rules", true {
        version_place: Option<VersionPlace> = "Major version", "Where the major version stands", required;
        breaking: Vec<String> = "Breaking changes", "What counts as breaking", required;
        notice_months: Option<f64> = "Notice (months)", "From deprecation to sunset", required;
        use_measured: String = "Use is measured by", "How we know who still calls a version", required;
        key_kept: Option<Span> = "Idempotency keys kept", "How long a repeated key is recognised", required;
        approver: Ref<Person> = "Approver", "Who approves a new or changed contract", required;
        approval_time: Option<Span> = "Answers within", "How long that may take", required;
        lint: String = "Lint in CI", "The rule set and where it runs", required;
        exception_life: Option<Span> = "Exceptions end after", "An exception expires by itself", required;
        naming: String = "Naming", "Paths, fields and events: one rule", required;
        dead_letters: String = "Dead letters", "What happens to an event nobody can process", required;
    }
}

record! {
    /// Something that happens and is recorded.
    TrackedEvent TrackedEvent "tracked-event", "Tracked event", "Tracked events", false {
        name: String = "Event", "What happened, in the past tense", required;
        captured: Option<Captured> = "Captured", "On the server or on the client", required;
        identity: String = "Identity", "Which id ties it to a person or account", required;
        owner: Ref<Team> = "Owner", "Who keeps it right", required;
        purpose: String = "Answers", "The question it helps to answer", required;
        api: Ref<Api> = "API", "The event API it travels on";
    }
}
