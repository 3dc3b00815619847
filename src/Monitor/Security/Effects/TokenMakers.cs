using ToolTime.Monitor.Security.Redaction;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>
/// Which service issued a token, known by the variable's name or by the token's own form. Its own service may receive it; another host may
/// not.
/// </summary>
internal static class TokenMakers
{
    private static readonly (DataKinds Kind, string[] Words, string Form, string[] Hosts)[] All =
    [
        (DataKinds.GitHubToken, ["GITHUB", "GH"], "github-token", ["git", "ghcr", "ghe", "code", "scm"]),
        (DataKinds.GitLabToken, ["GITLAB"], "gitlab-token", ["git", "code", "scm"]),
        (DataKinds.NpmToken, ["NPM"], "npm-token", ["npm", "registry", "nexus", "artifactory", "jfrog",
            "verdaccio"]),
        (DataKinds.OpenAiToken, ["OPENAI"], "openai-key", ["openai", "llm", "litellm", "openrouter", "gateway", "cognitiveservices"]),
        (DataKinds.AnthropicToken, ["ANTHROPIC", "CLAUDE"], "anthropic-key", ["anthropic", "claude", "llm", "litellm",
            "gateway"]),
        (DataKinds.AwsToken, ["AWS"], "aws-access-key", ["amazonaws", "aws"]),
        (DataKinds.SlackToken, ["SLACK"], "slack-token", ["slack"]),
        (DataKinds.StripeToken, ["STRIPE"], "stripe-key", ["stripe"]),
        (DataKinds.HuggingFaceToken, ["HF", "HUGGINGFACE", "HUGGING"], "huggingface-token", ["huggingface", "hf"]),
        (DataKinds.PyPiToken, ["PYPI", "TWINE"], "pypi-token", ["pypi", "pythonhosted", "nexus", "artifactory", "jfrog"]),
        (DataKinds.GoogleToken, ["GOOGLE", "GCP", "GEMINI", "FIREBASE"], "google-key", ["google", "firebase", "gstatic"]),
        (DataKinds.TelegramToken, ["TELEGRAM"], "telegram-token", ["telegram"]),
        (DataKinds.DiscordToken, ["DISCORD"], "", ["discord"]),
        (DataKinds.SendGridToken, ["SENDGRID"], "sendgrid-key", ["sendgrid"]),
        (DataKinds.DigitalOceanToken, ["DIGITALOCEAN"], "digitalocean-token", ["digitalocean"]),
        (DataKinds.DatabaseToken, ["DATABASE", "DB", "POSTGRES", "PGPASSWORD", "MYSQL", "MONGO", "MONGODB"], "",
            ["supabase", "neon", "render", "railway", "vercel", "heroku", "planetscale", "fly", "netlify", "cloudflare"]),
    ];

    private static readonly string[] Internal = [".internal", ".corp", ".lan", ".intranet", ".svc", ".home"];

    /// <summary>All of them.</summary>
    public static readonly DataKinds Any = All.Aggregate(DataKinds.None, (all, maker) => all | maker.Kind);

    /// <summary>What the value of a variable with a secret is.</summary>
    public static DataKinds OfVariable(string name)
    {
        var kinds = DataKinds.Token;
        foreach (var word in name.ToUpperInvariant().Split('_'))
        {
            foreach (var maker in All)
            {
                kinds |= maker.Words.Contains(word) ? maker.Kind : DataKinds.None;
            }
        }

        // No service accepts these directly, as it does a token.
        return name.Contains("AWS_SECRET", StringComparison.OrdinalIgnoreCase)
            || name.Contains("PRIVATE_KEY", StringComparison.OrdinalIgnoreCase) ? kinds | DataKinds.Secret : kinds;
    }

    /// <summary>What a text contains that has the form of an issued secret.</summary>
    public static DataKinds In(string text)
    {
        if (SecretRedactor.IssuedKind(text) is not { } form)
        {
            return DataKinds.None;
        }

        var kind = Array.Find(All, maker => maker.Form == form).Kind;
        // A key for tests opens nothing.
        return kind is DataKinds.None ? DataKinds.Secret
            : kind is DataKinds.StripeToken && !text.Contains("k_live_", StringComparison.Ordinal) ? DataKinds.None
            : DataKinds.Token | kind;
    }

    /// <summary>Whether a host is known to be another than those that issued the tokens; a name may be of several issuers.</summary>
    public static bool IsForeign(DataKinds data, string host)
    {
        if ((data & Any) == 0 || !host.Contains('.', StringComparison.Ordinal) || !Field.IsKnownText(host)
            || Array.Exists(Internal, end => host.EndsWith(end, StringComparison.Ordinal)))
        {
            return false;
        }

        var names = host.Split('.', '-');
        return !Array.Exists(All, maker => (data & maker.Kind) != 0
            && Array.Exists(names, name => Array.Exists(maker.Hosts, own => name.StartsWith(own, StringComparison.Ordinal))));
    }

    /// <summary>Whether a host is one of those that issued the tokens.</summary>
    public static bool IsOwn(DataKinds data, string host) => (data & Any) != 0 && !IsForeign(data, host);
}
