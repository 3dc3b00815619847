namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>Files outside a project in which programs store tokens, passwords and keys under a common file name.</summary>
internal static class CredentialFiles
{
    private static readonly string[] Ends =
    [
        // Clouds and hosts.
        "/doctl/config.yaml", "/.fly/config.yml", "/hcloud/cli.toml", "/stripe/config.toml", "/com.vercel.cli/auth.json",
        "/netlify/config.json", "/.wrangler/config/default.toml", "/glab-cli/config.yml", "/github-copilot/apps.json",
        "/github-copilot/hosts.json", "/.oci/config", "/linode-cli", "/ngrok/ngrok.yml", "/.ngrok2/ngrok.yml", "/.pulumi/credentials.json",
        "/.sentryclirc", "/.mc/config.json", "/.influxdbv2/configs", "/.dbt/profiles.yml", "/.snowflake/config.toml",
        "/snowflake/config.toml", "/.snowflake/connections.toml", "/snowflake/connections.toml", "/.railway/config.json",
            "/scw/config.yaml",
        "/.modal.toml", "/.supabase/access-token", "/.vercel/auth.json", "/.netlify/config.json", "/gcloud/credentials.db",
        "/gcloud/access_tokens.db", "/gcloud/application_default_credentials.json",
        // Servers.
        "/var/lib/jenkins/credentials.xml", "/etc/mysql/debian.cnf", "/etc/wpa_supplicant/wpa_supplicant.conf", "/etc/ppp/chap-secrets",
        // Packages, containers, models.
        "/.composer/auth.json", "/composer/auth.json", "/containers/auth.json", "/.huggingface/token", "/huggingface/token",
        "/.kaggle/kaggle.json",
        // Agents.
        "/Code/User/globalStorage/state.vscdb", "/Cursor/User/globalStorage/state.vscdb", "/.gemini/oauth_creds.json",
            "/opencode/auth.json", "/.qwen/oauth_creds.json",
        // Mail, chats, remote desktops.
        "/filezilla/sitemanager.xml", "/filezilla/recentservers.xml",
    ];

    private static readonly string[] Keys =
    [
        "/sops/age/keys.txt", "/solana/id.json", "/.bitcoin/wallet.dat", "/etc/krb5.keytab",
    ];

    private static readonly string[] KeyFolders = ["/.electrum/wallets/", "/.ethereum/keystore/", "/etc/wireguard/", "/etc/ssl/private/",
        "/var/lib/jenkins/secrets/"];

    private static readonly string[] Clusters = ["/etc/rancher/k3s/k3s.yaml", "/etc/kubernetes/admin.conf",
        "/etc/kubernetes/super-admin.conf"];

    /// <summary>What such a file contains; null for any other.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="name">The last part of the path.</param>
    public static FileKind? Find(string path, string name)
    {
        if (Array.Exists(Ends, end => path.EndsWith(end, StringComparison.Ordinal)) || Clusters.Contains(path)
            || path.StartsWith("/etc/NetworkManager/system-connections/", StringComparison.Ordinal)
            || (name.StartsWith("krb5cc_", StringComparison.Ordinal) && path.StartsWith("/tmp/", StringComparison.Ordinal)))
        {
            return FileKind.Credentials;
        }

        var isHostKey = path.StartsWith("/etc/ssh/ssh_host_", StringComparison.Ordinal) && name.EndsWith("_key", StringComparison.Ordinal);
        return isHostKey || Array.Exists(Keys, end => path.EndsWith(end, StringComparison.Ordinal))
            || Array.Exists(KeyFolders, folder => path.Contains(folder, StringComparison.Ordinal)) ? FileKind.PrivateKey : null;
    }
}
