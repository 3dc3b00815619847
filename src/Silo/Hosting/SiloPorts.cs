using System.Net;
using System.Net.Sockets;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Checks that a silo's ports are free. Orleans would share a port with another process, take that process for the new silo's predecessor
/// and declare it dead; so a second server started by mistake would stop the first.
/// </summary>
internal static class SiloPorts
{
    /// <exception cref="IOException">A port is in use, or the address is not this machine's; the message is one line for the
    /// operator.</exception>
    public static void EnsureFree(ClusterMemberOptions member)
    {
        EnsureFree(member, member.SiloPort, nameof(member.SiloPort));
        EnsureFree(member, member.GatewayPort, nameof(member.GatewayPort));
    }

    private static void EnsureFree(ClusterMemberOptions member, int port, string setting)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Parse(member.Address), port);
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new IOException(
                $"{ClusterMemberOptions.Section}:{setting}: cannot listen at {member.Address}:{port}: {exception.Message}",
                exception
            );
        }
    }
}
