using System.Net;

namespace ToolTime.Submissions;

/// <summary>A proxy trusted to report clients' addresses: an address, or a network such as <c>10.0.0.0/8</c>.</summary>
public static class ProxyNetwork
{
    /// <summary>Parses a proxy's address or network.</summary>
    /// <exception cref="FormatException">The text is neither an address nor a network.</exception>
    public static IPNetwork Parse(string text) =>
        TryParse(text, out var network)
            ? network
            : throw new FormatException("A trusted proxy is an address or a network such as 10.0.0.0/8.");

    /// <summary>Parses a proxy's address or network; false if it is neither.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }
}
