using System.Security.Cryptography;
using System.Text;
using ToolTime.Calendar;
using ToolTime.Usage;

namespace ToolTime.Silo.Demo;

/// <summary>A simulated person, whose traits are derived from a number, so that each run has the same people.</summary>
internal sealed class DemoPerson
{
    public DemoPerson(int number)
    {
        Number = number;
        Clients = [.. DrawClients()];
        Diligence = Math.Exp(1.1 * (Draw("diligence") + Draw("more diligence") - 1));
    }

    public int Number { get; }

    /// <summary>The agents that they use: one, or for some people two.</summary>
    public IReadOnlyList<AgentClient> Clients { get; }

    /// <summary>Their calls relative to an average person's: about 1/3 to 3.</summary>
    public double Diligence { get; }

    /// <summary>Their machine's token in an epoch, made as a client makes it.</summary>
    public string TokenOf(Epoch epoch) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes($"demo-{Number}"), Encoding.UTF8.GetBytes($"tooltime-epoch-{epoch}"))
        )[..32];

    /// <summary>Whether they use a name: people who use it keep using it, and others start or stop as the weeks go by.</summary>
    /// <param name="name">The name.</param>
    /// <param name="progress">The progress of the demo's weeks, 0 to 1.</param>
    public bool Uses(DemoName name, double progress) => Draw(name.GoesWith ?? name.Name) < name.Share + (name.Growth * progress);

    /// <summary>
    /// A number from 0 to 1, always the same for the same words: their FNV-1a hash, mixed with the final step of MurmurHash3.
    /// </summary>
    public double Draw(string words)
    {
        var hash = 14695981039346656037UL ^ (ulong)Number;
        foreach (var letter in words)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return ((hash ^ (hash >> 33)) >> 11) / (double)(1UL << 53);
    }

    private IEnumerable<AgentClient> DrawClients()
    {
        var drawn = Draw("client");
        var first = AgentClient.ClaudeCode;
        foreach (var (client, share) in DemoCatalog.Clients)
        {
            first = client;
            drawn -= share;
            if (drawn < 0)
            {
                break;
            }
        }

        yield return first;
        if (Draw("second client") < 0.25)
        {
            yield return first == AgentClient.ClaudeCode ? AgentClient.Codex : AgentClient.ClaudeCode;
        }
    }
}
