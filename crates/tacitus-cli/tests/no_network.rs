//! Nothing is fetched: no crate of those that open connections is among the dependencies.

const NETWORKING: [&str; 34] = [
    "actix-rt",
    "async-io",
    "async-net",
    "async-std",
    "attohttpc",
    "awc",
    "curl",
    "curl-sys",
    "h2",
    "h3",
    "hickory-resolver",
    "hyper",
    "isahc",
    "libp2p",
    "minreq",
    "mio",
    "native-tls",
    "object_store",
    "openssl",
    "openssl-sys",
    "polling",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "ssh2",
    "surf",
    "tiny_http",
    "tokio",
    "tungstenite",
    "ureq",
    "webpki-roots",
    "zmq",
];

#[test]
fn no_dependency_opens_connections() {
    let lock = include_str!("../../../Cargo.lock");
    let names: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(names.contains(&"tacitus-cli"));
    for name in names {
        assert!(!NETWORKING.contains(&name), "{name} opens connections");
    }
}
