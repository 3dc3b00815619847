using System.Text.RegularExpressions;

namespace ToolTime.Monitor.Security.Redaction;

/// <summary>
/// Replaces secrets in a text by `[redacted:KIND]`, recognised by their issuers' formats or by the names before them. Everything stored
/// about a command passes through it first. Case is ignored, since hosts are in lower case. No pattern has nested repetitions, so the time
/// is linear in the text.
/// </summary>
internal static partial class SecretRedactor
{
    private const int ShortestToken = 20;
    private const int ShortestWithDigit = 14;

    /// <summary>The prefixes of issued secrets; most texts have none of them, and then no pattern is loaded.</summary>
    private static readonly string[] Beginnings = ["-----BEGIN", "sk-", "sk_", "rk_", "AKIA", "ASIA", "AROA", "AIDA", "ghp_", "gho_",
        "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "xox", "AIza", "ya29.", "GOCSPX-", "npm_", "pypi-",
        "hf_", "SG.", ":AA", "dop_v1_", "doo_v1_", "dor_v1_", "hvb.", "hvs.", "hvr.", "dckr_"];

    private static readonly (string Kind, Regex Pattern)[] Patterns =
    [
        ("private-key", PrivateKey()),
        ("anthropic-key", AnthropicKey()),
        ("openai-key", OpenAiKey()),
        ("aws-access-key", AwsAccessKey()),
        ("github-token", GitHubToken()),
        ("gitlab-token", GitLabToken()),
        ("slack-webhook", SlackWebhook()),
        ("discord-webhook", DiscordWebhook()),
        ("slack-token", SlackToken()),
        ("stripe-key", StripeKey()),
        ("google-key", GoogleKey()),
        ("npm-token", NpmToken()),
        ("pypi-token", PypiToken()),
        ("huggingface-token", HuggingFaceToken()),
        ("sendgrid-key", SendGridKey()),
        ("telegram-token", TelegramToken()),
        ("digitalocean-token", DigitalOceanToken()),
        ("vault-token", VaultToken()),
        ("docker-token", DockerToken()),
        ("jwt", Jwt()),
        ("url-password", UrlPassword()),
        ("authorization", Authorization()),
        ("option-password", OptionPassword()),
        ("option-password", AttachedPassword()),
        ("assigned-secret", AssignedSecret()),
    ];

    /// <summary>The known kinds, as in the replacement.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Patterns.Select(pattern => pattern.Kind).Distinct()];

    /// <summary>The text with every secret replaced; the same instance if there is none.</summary>
    public static string Redact(string text)
    {
        if (!MayHoldSecret(text))
        {
            return text;
        }

        foreach (var (kind, pattern) in Patterns)
        {
            text = pattern.Replace(text, match => Replacement(match, kind));
        }

        return text;
    }

    /// <summary>Whether a text contains a secret in its issuer's format, not only marked by a name before it.</summary>
    public static bool HoldsIssuedSecret(string text) => IssuedKind(text) is not null;

    /// <summary>The kind of the first secret in its issuer's format that a text contains; null for none.</summary>
    public static string? IssuedKind(string text) => !Array.Exists(Beginnings, beginning =>
            text.Contains(beginning, StringComparison.OrdinalIgnoreCase)) ? null
        : Array.Find(Patterns, pattern => IsIssued(pattern.Kind) && pattern.Pattern.IsMatch(text)).Kind;

    private static bool IsIssued(string kind) => kind is not ("url-password" or "authorization" or "option-password" or "assigned-secret"
        or "slack-webhook" or "discord-webhook" or "jwt");

    // Loading the patterns takes a hook as long as everything else, and most names cannot match any of them.
    private static bool MayHoldSecret(string text)
    {
        var (run, hasDigit) = (0, false);
        foreach (var character in text)
        {
            var isToken = char.IsAsciiLetterOrDigit(character) || character is '_' or '-';
            (run, hasDigit) = isToken ? (run + 1, hasDigit || char.IsAsciiDigit(character)) : (0, false);
            if (run >= ShortestToken || (hasDigit && run >= ShortestWithDigit) || character is ':' or '=' or ' ')
            {
                return true;
            }
        }

        return false;
    }

    // If a pattern has a group, that is the secret and the text around it stays.
    private static string Replacement(Match match, string kind)
    {
        var secret = match.Groups["secret"];
        if (!secret.Success)
        {
            return $"[redacted:{kind}]";
        }

        return secret.Value.StartsWith("[redacted:", StringComparison.Ordinal) || secret.Value.StartsWith('$')
            ? match.Value
            : string.Concat(match.Value.AsSpan(0, secret.Index - match.Index), $"[redacted:{kind}]",
                match.Value.AsSpan(secret.Index - match.Index + secret.Length));
    }

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?", RegexOptions.IgnoreCase)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])sk-ant-[A-Za-z0-9_-]{16,}", RegexOptions.IgnoreCase)]
    private static partial Regex AnthropicKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{20,}", RegexOptions.IgnoreCase)]
    private static partial Regex OpenAiKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}(?![A-Za-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex AwsAccessKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{20,})", RegexOptions.IgnoreCase)]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])gl(?:pat|dt|rt|cbt|ptt)-[A-Za-z0-9_-]{16,}", RegexOptions.IgnoreCase)]
    private static partial Regex GitLabToken();

    [GeneratedRegex(@"https:/+hooks\.slack\.com/services/[A-Za-z0-9/]+", RegexOptions.IgnoreCase)]
    private static partial Regex SlackWebhook();

    [GeneratedRegex(@"https:/+(?:\w+\.)?discord(?:app)?\.com/api/webhooks/[0-9]+/[A-Za-z0-9_-]+", RegexOptions.IgnoreCase)]
    private static partial Regex DiscordWebhook();

    [GeneratedRegex(@"(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10,}", RegexOptions.IgnoreCase)]
    private static partial Regex SlackToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[sr]k_(?:live|test)_[A-Za-z0-9]{16,}", RegexOptions.IgnoreCase)]
    private static partial Regex StripeKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20,}|GOCSPX-[A-Za-z0-9_-]{20,})", RegexOptions.IgnoreCase)]
    private static partial Regex GoogleKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])npm_[A-Za-z0-9]{30,}", RegexOptions.IgnoreCase)]
    private static partial Regex NpmToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])pypi-[A-Za-z0-9_-]{40,}", RegexOptions.IgnoreCase)]
    private static partial Regex PypiToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,}", RegexOptions.IgnoreCase)]
    private static partial Regex HuggingFaceToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}", RegexOptions.IgnoreCase)]
    private static partial Regex SendGridKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[0-9]{8,10}:AA[A-Za-z0-9_-]{30,}", RegexOptions.IgnoreCase)]
    private static partial Regex TelegramToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{40,}", RegexOptions.IgnoreCase)]
    private static partial Regex DigitalOceanToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])hv[bsr]\.[A-Za-z0-9_-]{20,}", RegexOptions.IgnoreCase)]
    private static partial Regex VaultToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])dckr_[a-z]+_[A-Za-z0-9_-]{20,}", RegexOptions.IgnoreCase)]
    private static partial Regex DockerToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*", RegexOptions.IgnoreCase)]
    private static partial Regex Jwt();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,20}:/+[^\s/:@'""]*:(?<secret>[^\s/@'""]+)@", RegexOptions.IgnoreCase)]
    private static partial Regex UrlPassword();

    [GeneratedRegex(
        @"\b(?:Authorization|Proxy-Authorization|X-Api-Key|X-Auth-Token|Api-Key|Private-Token)\s*[:=]\s*(?:Bearer |Basic |Token |token )?(?<secret>[^\s'""]+)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Authorization();

    [GeneratedRegex(
        @"(?:^|[\s='""])(?:--?(?:password|passwd|passphrase|token|secret|api-key|apikey|access-token|client-secret|auth-token)(?:=|\s+)|(?:-u|--user)[\s=]+[^\s:'""]+:)(?<secret>'[^']*'|""[^""]*""|[^\s'""]+)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OptionPassword();

    // The programs in which a letter marks a password.
    [GeneratedRegex(
        @"\b(?:(?:mysql|mariadb)[\w-]*|7za?|sshpass|login|redis-cli|zip|unzip)\b[^|;&\n]{0,200}?\s-[paP]\s*(?<secret>'[^']*'|""[^""]*""|[^\s'""]+)"
    )]
    private static partial Regex AttachedPassword();

    [GeneratedRegex(
        @"[A-Za-z0-9_.-]*(?:password|passwd|passphrase|secret|token|api_?key|access_?key|private_?key|credential|connection_?string|account_?key)[A-Za-z0-9_]*[""']?\s*[=:]\s*(?<secret>'[^']+'|""[^""]+""|[^\s'"";&|,]+)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex AssignedSecret();
}
