namespace ToolTime.Monitor.Security.Programs;

/// <summary>Variables that turn off what checks certificates, sums and signatures, by language and package manager.</summary>
internal static class UncheckedVariables
{
    private static readonly string[] Anything = [];
    private static readonly string[] Off = ["0", "false", "off", "no", "none", "ignore"];
    private static readonly string[] On = ["1", "true", "on", "yes"];

    /// <summary>By name, the values that turn a check off; an empty list is any value but none.</summary>
    private static readonly Dictionary<string, string[]> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["GOSUMDB"] = Off,
        ["GONOSUMDB"] = Anything,
        ["GONOSUMCHECK"] = Anything,
        ["GOINSECURE"] = Anything,
        ["NODE_TLS_REJECT_UNAUTHORIZED"] = Off,
        ["NPM_CONFIG_STRICT_SSL"] = Off,
        ["COREPACK_INTEGRITY_KEYS"] = Off,
        ["YARN_STRICT_SSL"] = Off,
        ["YARN_ENABLE_STRICT_SSL"] = Off,
        ["YARN_CHECKSUM_BEHAVIOR"] = Off,
        ["PYTHONHTTPSVERIFY"] = Off,
        ["PIP_TRUSTED_HOST"] = Anything,
        ["UV_INSECURE_HOST"] = Anything,
        ["CONDA_SSL_VERIFY"] = Off,
        ["BUNDLE_SSL_VERIFY_MODE"] = Off,
        ["PERL_LWP_SSL_VERIFY_HOSTNAME"] = Off,
        ["COMPOSER_DISABLE_TLS"] = On,
        ["HEX_UNSAFE_HTTPS"] = On,
        ["DOTNET_NUGET_SIGNATURE_VERIFICATION"] = Off,
        ["GIT_SSL_NO_VERIFY"] = On,
        ["DOCKER_CONTENT_TRUST"] = Off,
    };

    /// <summary>Whether a variable with this value turns a check off.</summary>
    public static bool TurnOff(string name, string value) => name switch
    {
        "GOFLAGS" => value.Contains("-insecure", StringComparison.Ordinal),
        "MAVEN_OPTS" or "MAVEN_ARGS" => value.Contains("ssl.insecure=true", StringComparison.Ordinal),
        _ => Values.TryGetValue(name, out var values)
            && (values.Length == 0 ? value.Length > 0 : Array.Exists(values, off => off.Equals(value, StringComparison.OrdinalIgnoreCase))),
    };
}
