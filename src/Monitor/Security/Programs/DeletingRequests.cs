using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Requests that ask a service to delete what others use: by their method, or by a mutation in their body.</summary>
internal static class DeletingRequests
{
    /// <summary>Hosts at which services of the cloud are managed.</summary>
    private static readonly string[] Services = ["api.github.com", "gitlab.com", "api.bitbucket.org", "api.digitalocean.com",
        "api.cloudflare.com", "api.heroku.com", "api.render.com", "api.vercel.com", "api.netlify.com", "api.hetzner.cloud",
        "api.linode.com", "api.vultr.com", "management.azure.com", "googleapis.com", "api.machines.dev", "console.neon.tech",
        "api.supabase.com", "cloud.mongodb.com"];

    /// <summary>What deleting it loses for good.</summary>
    private static readonly string[] Lasting = ["repo", "project", "app", "droplet", "server", "instance", "volume", "database", "cluster",
        "bucket", "zone", "domain", "service", "environment", "machine", "site", "branch", "repository", "linode", "group",
        "resourcegroup"];

    private static readonly string[] Deletions = ["delete", "destroy", "remove"];

    /// <summary>Notes a deletion that a request asks for.</summary>
    /// <param name="call">The program that sends it.</param>
    /// <param name="address">Its address.</param>
    /// <param name="method">Its method; null if none is named.</param>
    /// <param name="bodies">What goes along.</param>
    public static void Note(Call call, string address, string? method, IEnumerable<Field> bodies)
    {
        var host = NetworkPrograms.Host(address);
        if (Hosts.IsLocal(host))
        {
            return;
        }

        if ((method is "DELETE" && IsOfService(host) && IsLasting(address)) || bodies.Any(body => HasDeletingMutation(body.Text)))
        {
            call.Emit(EffectKind.DeleteCloud, $"a request to {host}", host: host);
        }
    }

    private static bool IsOfService(string host) =>
        Array.Exists(Services, service => host == service || host.EndsWith($".{service}", StringComparison.Ordinal));

    /// <summary>Whether an address ends in one of a lasting kind: `/v2/droplets/1`, `/repos/acme/site`.</summary>
    private static bool IsLasting(string address)
    {
        var names = address.Split('?', '#')[0].TrimEnd('/').Split('/');
        return names is [.., "repos", _, _] || (names is [.., var kind, _] && IsLastingKind(kind));
    }

    private static bool IsLastingKind(string kind) => Lasting.Contains(kind.TrimEnd('s').ToLowerInvariant());

    /// <summary>Whether a text of GraphQL has a mutation such as `volumeDelete(…)` or `deleteRepository(…)`.</summary>
    private static bool HasDeletingMutation(string text)
    {
        if (!text.Contains("mutation", StringComparison.Ordinal))
        {
            return false;
        }

        for (var open = text.IndexOf('('); open > 0; open = text.IndexOf('(', open + 1))
        {
            var start = open;
            while (start > 0 && char.IsAsciiLetter(text[start - 1]))
            {
                start--;
            }

            var name = text[start..open].ToLowerInvariant();
            foreach (var deletion in Deletions)
            {
                if ((name.StartsWith(deletion, StringComparison.Ordinal) && IsLastingKind(name[deletion.Length..]))
                    || (name.EndsWith(deletion, StringComparison.Ordinal) && IsLastingKind(name[..^deletion.Length])))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
