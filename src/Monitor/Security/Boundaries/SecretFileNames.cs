namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>Files of a project that hold secrets, by what their names have in common.</summary>
internal static class SecretFileNames
{
    /// <summary>Words of a name after which a file only shows what the real one looks like, or is made for tests.</summary>
    private static readonly string[] Harmless = ["example", "sample", "template", "tmpl", "tpl", "schema", "test", "tests", "testing", "ci",
        "mock", "fake", "dummy", "dist", "default", "defaults", "public", "pub"];

    /// <summary>Words beside `secret` for what has no secret in clear text, or is about them.</summary>
    private static readonly string[] Enclosed = ["sealed", "external", "store", "stores", "class", "provider", "enc", "encrypted", "sops",
        "scan", "scanning", "scanner", "rotation", "policy", "role", "reader", "list", "names"];

    private static readonly string[] Parts = ["serviceaccount", "service-account", "service_account", "firebase-adminsdk", "client_secret",
        "client-secret", "gcp-key", "gcp_key", "gcloud-key", "gcp-credentials", "google-credentials"];

    private static readonly string[] Passwords = ["password", "passwords", "passwd", "creds", "credentials"];

    /// <summary>Machines and stages after which people name the keys that they log in with.</summary>
    private static readonly string[] Logins = ["deploy", "prod", "production", "staging", "stage", "ec2", "aws", "bastion", "jumpbox",
        "ssh",
        "keypair"];

    /// <summary>What a file holds; null if its name says nothing.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="name">Its last part.</param>
    public static FileKind? Find(string path, string name)
    {
        var dot = name.LastIndexOf('.');
        if (dot <= 0)
        {
            return null;
        }

        var stem = name[..dot];
        var words = stem.ToLowerInvariant().Split('.', '-', '_');
        if (Array.Exists(words, word => Harmless.Contains(word)))
        {
            return null;
        }

        return name[(dot + 1)..] switch
        {
            // Terraform's states have passwords in clear text, and its variables are where they are set.
            "tfstate" => FileKind.Credentials,
            "backup" when stem.EndsWith(".tfstate", StringComparison.Ordinal) => FileKind.Credentials,
            "tfvars" or "env" => FileKind.EnvironmentFile,
            "p8" or "kubeconfig" => FileKind.Credentials,
            "pem" when Array.Exists(words, word => Logins.Contains(word)) && !Array.Exists(words, IsCertificate) => FileKind.PrivateKey,
            "json" when Array.Exists(Parts, part => name.Contains(part, StringComparison.OrdinalIgnoreCase)) => FileKind.Credentials,
            "json" when name is "local.settings.json" => FileKind.EnvironmentFile,
            "yaml" or "yml" or "conf" when stem is "kubeconfig" => FileKind.Credentials,
            "yaml" or "yml" when IsOfSecrets(path, words) => FileKind.EnvironmentFile,
            "txt" or "csv" or "xlsx" when Passwords.Contains(stem.ToLowerInvariant()) => FileKind.Credentials,
            _ => null,
        };
    }

    private static bool IsCertificate(string word) =>
        word is "cert" or "certs" or "crt" or "ca" or "chain" or "fullchain" or "bundle" or "root";

    private static bool IsOfSecrets(string path, string[] words) => Array.Exists(words, word => word is "secret" or "secrets")
        && !Array.Exists(words, word => Enclosed.Contains(word)) && !path.Contains("/templates/", StringComparison.Ordinal)
        && !path.Contains("/charts/", StringComparison.Ordinal) && !path.Contains("/.github/", StringComparison.Ordinal);
}
